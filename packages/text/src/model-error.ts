/**
 * A model folder's text files are unusable. The message is one line that names the file, what is wrong with it and what
 * to do, so that a command line can print it as it is.
 */
export class ModelError extends Error {
  override readonly name = "ModelError";
  /** Path of the file at fault. */
  readonly file: string;

  constructor(file: string, problem: string, remedy: string, cause?: unknown) {
    super(`${file}: ${problem}; ${remedy}`.replace(/\s*\n\s*/g, " "), cause === undefined ? undefined : { cause });
    this.file = file;
  }
}

/** The text of anything thrown, for use inside a longer message. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
