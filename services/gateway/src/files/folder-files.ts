import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { ServingError } from "@unmask/wire";
import type { FileAbout, FileStore, ReceivedContent, StoredFile } from "./file-store.js";
import { readJson, writeJson } from "./json-record.js";

/** Content that nobody kept is given up after a day. */
const leftoverMs = 24 * 3_600_000;

/**
 * Files in a folder, which gateways on several machines may share: ID.data and, once it is whole, ID.json about it. There is
 * a file where there is an ID.json.
 */
export class FolderFiles implements FileStore {
  readonly #folder: string;
  /** Records that were read: they do not change, and one look at all of them is cheap that way. */
  readonly #known = new Map<string, StoredFile>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param folder made where it is missing */
  static async open(folder: string): Promise<FolderFiles> {
    await mkdir(folder, { recursive: true });
    return new FolderFiles(folder);
  }

  async receive(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<ReceivedContent> {
    const path = join(this.#folder, `incoming-${randomBytes(12).toString("hex")}`);
    const drop = () => rm(path, { force: true });
    let bytes = 0;
    try {
      const file = await open(path, "wx");
      try {
        for await (const chunk of body) {
          bytes += chunk.byteLength;
          if (bytes > maxBytes) throw tooLarge(maxBytes);
          await file.writeFile(chunk);
        }
      } finally {
        await file.close();
      }
    } catch (error) {
      await drop();
      throw error;
    }
    return { bytes, drop, keep: (about, id) => this.#keep(path, bytes, about, id) };
  }

  async find(id: string): Promise<StoredFile | undefined> {
    if (!isFileId(id)) return undefined;
    const file = await readJson<StoredFile>(this.#about(id));
    return file && !hasExpired(file) ? file : undefined;
  }

  async *list(): AsyncIterable<StoredFile> {
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith(".json"));
    const ids = names
      .map((name) => name.slice(0, -".json".length))
      .sort()
      .reverse();
    const there = new Set(ids);
    for (const id of this.#known.keys()) if (!there.has(id)) this.#known.delete(id);
    for (const id of ids) {
      const file = this.#known.get(id) ?? (await this.find(id));
      if (!file || hasExpired(file)) continue;
      this.#known.set(id, file);
      yield file;
    }
  }

  open(id: string): Readable {
    return createReadStream(this.#data(id));
  }

  async remove(id: string): Promise<void> {
    if (!isFileId(id)) return;
    await rm(this.#about(id), { force: true });
    await rm(this.#data(id), { force: true });
  }

  async sweep(nowMs: number): Promise<void> {
    const names = await readdir(this.#folder);
    const there = new Set(names);
    for (const name of names) {
      const path = join(this.#folder, name);
      if (name.endsWith(".json")) {
        const file = await readJson<StoredFile>(path);
        if (file?.expiresAtMs !== undefined && file.expiresAtMs <= nowMs) await this.remove(file.id);
      } else if (!(name.endsWith(".data") && there.has(name.replace(/data$/, "json")))) {
        const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: nowMs }));
        if (mtimeMs < nowMs - leftoverMs) await rm(path, { force: true });
      }
    }
  }

  async #keep(path: string, bytes: number, about: FileAbout, id = newId("file-")): Promise<StoredFile> {
    const { filename, purpose, tenant, expiresAtMs } = about;
    const file = { id, bytes, createdAtMs: Date.now(), filename, purpose, tenant, expiresAtMs };
    await rename(path, this.#data(id));
    await writeJson(this.#about(id), file);
    return file;
  }

  #about(id: string): string {
    return join(this.#folder, `${id}.json`);
  }

  #data(id: string): string {
    return join(this.#folder, `${id}.data`);
  }
}

function hasExpired({ expiresAtMs }: StoredFile): boolean {
  return expiresAtMs !== undefined && expiresAtMs <= Date.now();
}

/** Ids that are made later sort behind, to the millisecond. */
export function newId(prefix: string): string {
  return `${prefix}${Date.now().toString(36).padStart(9, "0")}${randomBytes(8).toString("hex")}`;
}

/** What could not be one leads nowhere near the file system. */
function isFileId(id: string): boolean {
  return /^file-[a-z0-9-]{1,80}$/.test(id);
}

function tooLarge(maxBytes: number): ServingError {
  return new ServingError("INVALID_ARGUMENT", `a file must be at most ${maxBytes} bytes`, { field: "file" });
}
