import { ServingError } from "@unmask/wire";
import type { FileStore, ReceivedContent } from "./file-store.js";

/** What the smallest file counts: a disk gives it no less. */
const leastBytes = 4096;

/** What each tenant may keep in a store: its uploads and its batches' results together. */
export class TenantSpace {
  readonly #files: FileStore;
  readonly #maxBytes: number;
  /** Tenant → bytes that arrive here, and are no files yet. */
  readonly #arriving = new Map<string, number>();

  /** @param maxBytes of one tenant's files together */
  constructor(files: FileStore, maxBytes: number) {
    this.#files = files;
    this.#maxBytes = maxBytes;
  }

  /** @throws {ServingError} RESOURCE_EXHAUSTED when the tenant keeps as much as it may */
  async check(tenant: string): Promise<void> {
    if ((await this.#used(tenant)) >= this.#maxBytes) throw this.#full(tenant);
  }

  /**
   * Receives an upload, as long as there is room for it.
   * @throws {ServingError} INVALID_ARGUMENT above maxBytes; RESOURCE_EXHAUSTED above what the tenant may keep. Nothing of it is
   *   left then
   */
  async receive(tenant: string, body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<ReceivedContent> {
    const used = await this.#used(tenant);
    if (used >= this.#maxBytes) throw this.#full(tenant);
    let bytes = 0;
    const arrived = (more: number) => {
      bytes += more;
      const arriving = (this.#arriving.get(tenant) ?? 0) + more;
      if (arriving > 0) this.#arriving.set(tenant, arriving);
      else this.#arriving.delete(tenant);
      return arriving;
    };
    const over = () => {
      arrived(-bytes);
    };
    const counted = async function* (this: TenantSpace) {
      for await (const chunk of body) {
        if (used + arrived(chunk.byteLength) > this.#maxBytes) throw this.#full(tenant);
        yield chunk;
      }
    };
    try {
      const { keep, drop, ...received } = await this.#files.receive(counted.call(this), maxBytes);
      return {
        ...received,
        keep: async (about, id) => {
          try {
            // What arrives is read first: a file that is kept meanwhile counts twice rather than not at all.
            const arriving = this.#arriving.get(tenant) ?? 0;
            if ((await this.#used(tenant)) + arriving > this.#maxBytes) throw this.#full(tenant);
            return await keep(about, id);
          } finally {
            over();
          }
        },
        drop: () => drop().finally(over),
      };
    } catch (error) {
      over();
      throw error;
    }
  }

  async #used(tenant: string): Promise<number> {
    let used = 0;
    for await (const file of this.#files.list()) if (file.tenant === tenant) used += Math.max(leastBytes, file.bytes);
    return used;
  }

  #full(tenant: string): ServingError {
    const mebibytes = Math.floor(this.#maxBytes / 2 ** 20);
    const who = tenant === "" ? "this server" : `tenant ${tenant}`;
    const message = `${who} has no room for more files: all together have at most ${mebibytes} MiB, results of batches included; delete some (DELETE /v1/files/ID)`;
    return new ServingError("RESOURCE_EXHAUSTED", message, { reason: "TOO_MUCH_STORED", quotaSubject: who });
  }
}
