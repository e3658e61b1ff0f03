export interface Line {
  /** From 1. */
  readonly number: number;
  /** Without its end; undefined for a line that is longer than allowed. */
  readonly text: string | undefined;
  /** False for a last line without a newline. */
  readonly ended: boolean;
}

/**
 * Lines of UTF-8 text, blank ones left out. Holds one line at a time.
 * @param maxBytes of a line; of a longer one the text is skipped
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Line> {
  let parts: Uint8Array[] = [];
  let bytes = 0;
  let number = 1;
  const take = (ended: boolean): Line | undefined => {
    const text =
      bytes > maxBytes
        ? undefined
        : Buffer.concat(parts)
            .toString("utf8")
            .replace(/^\uFEFF/, "")
            .trim();
    const line = text === "" ? undefined : { number, text, ended };
    parts = [];
    bytes = 0;
    number++;
    return line;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (;;) {
      const newline = chunk.indexOf(10, start);
      const end = newline === -1 ? chunk.length : newline;
      bytes += end - start;
      if (bytes <= maxBytes) parts.push(chunk.subarray(start, end));
      else parts = [];
      if (newline === -1) break;
      const line = take(true);
      if (line) yield line;
      start = newline + 1;
    }
  }
  const last = bytes > 0 ? take(false) : undefined;
  if (last) yield last;
}
