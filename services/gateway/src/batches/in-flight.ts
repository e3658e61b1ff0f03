/** Runs tasks side by side, up to a number at a time. The first that fails is thrown, by the next start or by settled. */
export class InFlight {
  readonly #most: number;
  readonly #running = new Set<Promise<void>>();
  #failed: { readonly error: unknown } | undefined;
  #wake: (() => void) | undefined;

  constructor(most: number) {
    this.#most = most;
  }

  /** Resolves when the task has begun. @throws what an earlier task failed with */
  async start(task: () => Promise<void>): Promise<void> {
    while (this.#running.size >= this.#most) await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#throwIfFailed();
    const running = task()
      .catch((error: unknown) => {
        this.#failed ??= { error };
      })
      .finally(() => {
        this.#running.delete(running);
        this.#wake?.();
      });
    this.#running.add(running);
  }

  /** Resolves when no task is under way. @throws what one failed with */
  async settled(): Promise<void> {
    await Promise.all(this.#running);
    this.#throwIfFailed();
  }

  #throwIfFailed(): void {
    if (this.#failed) throw this.#failed.error;
  }
}
