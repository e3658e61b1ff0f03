/** Things that are started side by side and must all be closed again when one of them fails, or at the end. */
export class Parts {
  readonly #begun: Promise<(() => unknown) | undefined>[] = [];

  /**
   * Keeps what `starting` gives, to be closed with `close`.
   * @returns what it gives, or its failure
   */
  add<T>(starting: Promise<T>, close: (part: T) => unknown): Promise<T> {
    this.#begun.push(
      starting.then(
        (part) => () => close(part),
        () => undefined,
      ),
    );
    return starting;
  }

  /** Closes what was started, the last first; waits for what is still starting. A part that fails to close stops no other. */
  async close(): Promise<void> {
    for (const begun of this.#begun.splice(0).reverse()) {
      const close = await begun;
      try {
        await close?.();
      } catch {
        // The failure that leads here is the one to report.
      }
    }
  }
}
