import { createReadStream } from "node:fs";
import { type FileHandle, open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { readLines } from "../files/lines.js";

/** Where a finished line belongs: the output file, or the error file. */
export type LineKind = "output" | "error";

interface Finished {
  readonly line: number;
  readonly kind: LineKind;
  /** Without a newline. */
  readonly json: string;
}

/**
 * What the runners of one batch have finished: a file for each runner, so that one that lost the batch and does not know it
 * yet writes into nobody's. Of a line that two finished, the first counts.
 */
export class Parts {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A new file, behind all others. */
  async begin(): Promise<PartWriter> {
    for (let number = (await this.#names()).length; ; number++) {
      const path = join(this.#folder, `part-${String(number).padStart(6, "0")}`);
      const file = await open(path, "wx").catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") throw error;
        return undefined;
      });
      if (file) return new PartWriter(file);
    }
  }

  /** Every finished line once, as far as it is written whole. @param total lines of the input file, blank ones included */
  async *finished(): AsyncGenerator<Finished> {
    const seen = new LineSet();
    for (const name of await this.#names()) {
      for await (const { text, ended } of readLines(
        createReadStream(join(this.#folder, name)),
        Number.POSITIVE_INFINITY,
      )) {
        // The end of a part whose runner was killed while it wrote.
        if (!ended || text === undefined) continue;
        const [line = "", kind = ""] = text.split("\t", 2);
        const json = text.slice(line.length + kind.length + 2);
        if (seen.add(Number(line))) yield { line: Number(line), kind: kind as LineKind, json };
      }
    }
  }

  /** The JSONL of one kind. */
  async *content(wanted: LineKind): AsyncGenerator<Uint8Array> {
    for await (const { kind, json } of this.finished()) if (kind === wanted) yield Buffer.from(`${json}\n`);
  }

  async remove(): Promise<void> {
    for (const name of await this.#names()) await rm(join(this.#folder, name), { force: true });
  }

  async #names(): Promise<string[]> {
    return (await readdir(this.#folder)).filter((name) => name.startsWith("part-")).sort();
  }
}

/** Appends finished lines, each whole, in the order in which they come. */
export class PartWriter {
  readonly #file: FileHandle;
  #writing: Promise<void> = Promise.resolve();

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Resolves when the line outlives this process. */
  append({ line, kind, json }: Finished): Promise<void> {
    const text = `${line}\t${kind}\t${json}\n`;
    this.#writing = this.#writing.then(() => this.#file.writeFile(text));
    return this.#writing;
  }

  async close(): Promise<void> {
    await this.#writing.catch(() => {});
    await this.#file.close();
  }
}

/** A set of line numbers, a bit for each. */
export class LineSet {
  #bits = new Uint8Array(8192);

  has(line: number): boolean {
    return ((this.#bits[line >> 3] ?? 0) & (1 << (line & 7))) !== 0;
  }

  /** @returns whether it is new */
  add(line: number): boolean {
    if (this.has(line)) return false;
    if (line >> 3 >= this.#bits.length) {
      const larger = new Uint8Array(Math.max(this.#bits.length * 2, (line >> 3) + 1));
      larger.set(this.#bits);
      this.#bits = larger;
    }
    this.#bits[line >> 3]! |= 1 << (line & 7);
    return true;
  }
}
