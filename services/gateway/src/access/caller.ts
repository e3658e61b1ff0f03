import type { Quota } from "@unmask/queue";
import { ServingError } from "@unmask/wire";
import type { ApiKey } from "./keys.js";
import { TokenBucket } from "./token-bucket.js";

/** Who makes a request. */
export interface Caller {
  /** "" where no keys are asked for. */
  readonly tenant: string;
  readonly priority: ApiKey["priority"] | undefined;
  /** When this call's answer stops being worth having, milliseconds since the epoch. */
  readonly deadlineMs?: number;
  /** How many jobs it may have that have not ended. */
  readonly quota: Quota | undefined;
  /** @throws {ServingError} RESOURCE_EXHAUSTED when the tokens are above the key's rate */
  spendTokens(amount: number): void;
  /** x-ratelimit-*, as OpenAI's clients know them; none without limits. */
  rateHeaders(): Record<string, string>;
}

/** Everybody, where no keys are asked for. */
export const anyone: Caller = {
  tenant: "",
  priority: undefined,
  quota: undefined,
  spendTokens: () => {},
  rateHeaders: () => ({}),
};

/** The same caller in a call that has a deadline. */
export function until(deadlineMs: number, caller: Caller): Caller {
  if (!Number.isFinite(deadlineMs)) return caller;
  const { tenant, priority, quota } = caller;
  return {
    tenant,
    priority,
    quota,
    deadlineMs,
    spendTokens: (amount) => caller.spendTokens(amount),
    rateHeaders: () => caller.rateHeaders(),
  };
}

/** The holder of a key, over all its requests at this gateway. */
export class KeyHolder implements Caller {
  readonly key: ApiKey;
  readonly #requests: TokenBucket | undefined;
  readonly #tokens: TokenBucket | undefined;

  constructor(key: ApiKey) {
    this.key = key;
    const bucket = (perMinute: number | undefined) =>
      perMinute === undefined ? undefined : new TokenBucket(perMinute, performance.now());
    this.#requests = bucket(key.requests_per_minute);
    this.#tokens = bucket(key.tokens_per_minute);
  }

  get tenant(): string {
    return this.key.tenant;
  }

  get priority(): ApiKey["priority"] {
    return this.key.priority;
  }

  get quota(): Quota | undefined {
    const { tenant, max_jobs } = this.key;
    return max_jobs === undefined ? undefined : { holder: `tenant ${tenant}`, jobs: max_jobs };
  }

  /** @throws {ServingError} RESOURCE_EXHAUSTED with the time after which it may work */
  spendRequest(): void {
    this.#spend(this.#requests, 1, "requests");
  }

  spendTokens(amount: number): void {
    this.#spend(this.#tokens, amount, "tokens");
  }

  rateHeaders(): Record<string, string> {
    const nowMs = performance.now();
    const of = (bucket: TokenBucket | undefined, what: string) =>
      bucket && {
        [`x-ratelimit-limit-${what}`]: String(bucket.perMinute),
        [`x-ratelimit-remaining-${what}`]: String(Math.floor(bucket.remaining(nowMs))),
        [`x-ratelimit-reset-${what}`]: `${(bucket.fullInMs(nowMs) / 1000).toFixed(3)}s`,
      };
    return { ...of(this.#requests, "requests"), ...of(this.#tokens, "tokens") };
  }

  #spend(bucket: TokenBucket | undefined, amount: number, what: string): void {
    const waitMs = bucket?.take(amount, performance.now()) ?? 0;
    if (waitMs === 0) return;
    const limit = `key ${this.key.id} has ${bucket!.perMinute} ${what} a minute`;
    const options = { reason: "RATE_LIMITED", quotaSubject: `key:${this.key.id}` };
    if (waitMs === Number.POSITIVE_INFINITY) {
      const message = `${limit}, and this request takes ${amount} at once; make it smaller`;
      throw new ServingError("RESOURCE_EXHAUSTED", message, options);
    }
    const message = `${limit}; this request takes ${amount}, try again in ${Math.ceil(waitMs / 1000)} s`;
    throw new ServingError("RESOURCE_EXHAUSTED", message, { ...options, retryAfterMs: waitMs });
  }
}
