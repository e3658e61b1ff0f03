import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readJson, writeJson } from "../files/json-record.js";
import { type Batch, hasEnded, withStatus } from "./batch.js";

/**
 * Batches in a folder, which gateways on several machines may share: ID/batch.json, ID/cancel once somebody asked for that,
 * and the parts that its runners write. After its creation only the batch's runner writes batch.json.
 */
export class BatchStore {
  readonly #folder: string;
  /** Ended ones are not looked at again where only the others count. */
  readonly #ended = new Set<string>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param folder made where it is missing */
  static async open(folder: string): Promise<BatchStore> {
    await mkdir(folder, { recursive: true });
    return new BatchStore(folder);
  }

  /** @returns undefined for an unknown id */
  async find(id: string): Promise<Batch | undefined> {
    if (!/^batch_[a-z0-9]{1,80}$/.test(id)) return undefined;
    const batch = await readJson<Batch>(this.#record(id));
    if (!batch || hasEnded(batch)) return batch;
    const cancel = await stat(this.#cancel(id)).catch(() => undefined);
    return cancel ? withStatus(batch, "cancelling", cancel.mtimeMs) : batch;
  }

  async save(batch: Batch): Promise<void> {
    await mkdir(this.folder(batch.id), { recursive: true });
    await writeJson(this.#record(batch.id), batch);
  }

  async askToCancel(id: string): Promise<void> {
    await writeFile(this.#cancel(id), "");
  }

  /** Newest first. @param after only those that are older than this one */
  async *list(after?: string): AsyncIterable<Batch> {
    const ids = (await readdir(this.#folder)).filter((id) => after === undefined || id < after);
    for (const id of ids.sort().reverse()) {
      const batch = await this.find(id);
      if (batch) yield batch;
    }
  }

  /** How many of a tenant's have not ended. */
  async countOpen(tenant: string): Promise<number> {
    const ids = new Set(await readdir(this.#folder));
    for (const id of this.#ended) if (!ids.has(id)) this.#ended.delete(id);
    let open = 0;
    for (const id of ids) {
      if (this.#ended.has(id)) continue;
      const batch = await this.find(id);
      if (batch && hasEnded(batch)) this.#ended.add(id);
      else if (batch?.tenant === tenant) open++;
    }
    return open;
  }

  async remove(id: string): Promise<void> {
    await rm(this.folder(id), { recursive: true, force: true });
  }

  folder(id: string): string {
    return join(this.#folder, id);
  }

  #record(id: string): string {
    return join(this.folder(id), "batch.json");
  }

  #cancel(id: string): string {
    return join(this.folder(id), "cancel");
  }
}
