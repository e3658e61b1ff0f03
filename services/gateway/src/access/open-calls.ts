import { ServingError } from "@unmask/wire";

/** How many calls and requests each tenant has under way at this gateway: each holds a stream, and what it has not read yet. */
export class OpenCalls {
  readonly #most: number;
  readonly #open = new Map<string, number>();

  /** @param most of one tenant, at least 1 */
  constructor(most: number) {
    this.#most = most;
  }

  /**
   * Notes one more.
   * @returns what to call when it is over
   * @throws {ServingError} RESOURCE_EXHAUSTED when there are as many as there may be
   */
  open(tenant: string): () => void {
    const open = this.#open.get(tenant) ?? 0;
    if (open >= this.#most) {
      const message = `tenant ${tenant} has ${open} calls under way at this gateway, and its limit is ${this.#most}; end some, or come again`;
      const quotaSubject = `tenant ${tenant}`;
      throw new ServingError("RESOURCE_EXHAUSTED", message, {
        reason: "TOO_MANY_CALLS",
        quotaSubject,
        retryAfterMs: 1000,
      });
    }
    this.#open.set(tenant, open + 1);
    let over = false;
    return () => {
      if (over) return;
      over = true;
      const left = (this.#open.get(tenant) ?? 1) - 1;
      if (left > 0) this.#open.set(tenant, left);
      else this.#open.delete(tenant);
    };
  }
}
