/** The one error class for a model folder that cannot be served. */

/**
 * A checkpoint, its config or the graph built from it is unusable. The message is one line that names the file, what is
 * wrong with it and what to do, so that a command line can print it as it is.
 */
export class ModelError extends Error {
  override readonly name = "ModelError";
  /** The file or folder at fault. */
  readonly file: string;

  /**
   * @param file path of the file or folder at fault
   * @param problem what is wrong, with the values that disagree
   * @param remedy what the reader can do about it
   */
  constructor(file: string, problem: string, remedy: string, options?: ErrorOptions) {
    super(`${file}: ${problem}; ${remedy}`.replace(/\s*\n\s*/g, " "), options);
    this.file = file;
  }
}

/** The text of anything thrown, for use inside a longer message. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
