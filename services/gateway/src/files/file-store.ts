import type { Readable } from "node:stream";

/** What a file is for. */
export type FilePurpose = "batch" | "batch_output";

export interface StoredFile {
  /** Begins with "file-"; later ones sort behind earlier ones. */
  readonly id: string;
  readonly bytes: number;
  readonly createdAtMs: number;
  /** As its owner called it. */
  readonly filename: string;
  readonly purpose: FilePurpose;
  /** Whose it is; nobody else sees it. */
  readonly tenant: string;
  /** When it goes by itself; undefined: it stays. */
  readonly expiresAtMs: number | undefined;
}

export interface FileAbout {
  readonly filename: string;
  readonly purpose: FilePurpose;
  readonly tenant: string;
  readonly expiresAtMs?: number | undefined;
}

/** Content that has arrived, and is no file yet. */
export interface ReceivedContent {
  readonly bytes: number;
  /** @param id of the file; left out, a new one. An existing file of that id is replaced */
  keep(about: FileAbout, id?: string): Promise<StoredFile>;
  drop(): Promise<void>;
}

/** Files of any size, written and read as streams. The gateways of a cluster share one. */
export interface FileStore {
  /** @throws {ServingError} INVALID_ARGUMENT above maxBytes, when nothing of it is left */
  receive(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<ReceivedContent>;
  /** @returns undefined for an unknown or expired id */
  find(id: string): Promise<StoredFile | undefined>;
  /** Newest first. */
  list(): AsyncIterable<StoredFile>;
  /** @param id of a file that there is */
  open(id: string): Readable;
  /** Does nothing where there is none. */
  remove(id: string): Promise<void>;
  /** Removes expired files, and what dead processes left. */
  sweep(nowMs: number): Promise<void>;
}
