import { type Demand, type GenerationQueue, msFor, type Quota } from "@unmask/queue";
import { ServingError } from "@unmask/wire";
import type { ApiKey } from "./keys.js";
import type { OpenCalls } from "./open-calls.js";

/** Who makes a request. */
export interface Caller {
  /** "" where no keys are asked for. */
  readonly tenant: string;
  readonly priority: ApiKey["priority"] | undefined;
  /** When this call's answer stops being worth having, milliseconds since the epoch. */
  readonly deadlineMs?: number;
  /** How many jobs it may have that have not ended. */
  readonly quota: Quota | undefined;
  /**
   * Notes a call as under way.
   * @returns what to call when it is over
   * @throws {ServingError} RESOURCE_EXHAUSTED when its tenant has as many as it may
   */
  open(): () => void;
  /**
   * Counts the call against the key's rate.
   * @param amount 0 for one that only looks at what is there
   * @throws {ServingError} RESOURCE_EXHAUSTED with the time after which it may work
   */
  spendRequest(amount: 0 | 1): Promise<void>;
  /** @throws {ServingError} RESOURCE_EXHAUSTED when the tokens are above the key's rate */
  spendTokens(amount: number): Promise<void>;
  /** x-ratelimit-*, as OpenAI's clients know them; none without limits. */
  rateHeaders(): Record<string, string>;
}

/** Everybody, where no keys are asked for. */
export const anyone: Caller = {
  tenant: "",
  priority: undefined,
  quota: undefined,
  open: () => () => {},
  spendRequest: async () => {},
  spendTokens: async () => {},
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
    open: () => caller.open(),
    spendRequest: (amount) => caller.spendRequest(amount),
    spendTokens: (amount) => caller.spendTokens(amount),
    rateHeaders: () => caller.rateHeaders(),
  };
}

/** What is asked of the queue: its counters are those of all gateways. */
export type RateQueue = Pick<GenerationQueue, "spend">;

/** One call of a key's holder. */
export class KeyCaller implements Caller {
  readonly key: ApiKey;
  readonly #queue: RateQueue;
  readonly #openCalls: OpenCalls;
  /** What each rate was when it was last asked for. */
  readonly #remaining = new Map<string, number>();

  constructor(key: ApiKey, queue: RateQueue, openCalls: OpenCalls) {
    this.key = key;
    this.#queue = queue;
    this.#openCalls = openCalls;
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

  open(): () => void {
    return this.#openCalls.open(this.tenant);
  }

  spendRequest(amount: 0 | 1): Promise<void> {
    return this.#spend({ requests: amount });
  }

  spendTokens(amount: number): Promise<void> {
    return this.#spend({ tokens: amount });
  }

  rateHeaders(): Record<string, string> {
    const of = ({ name, perMinute }: Demand) => {
      const remaining = this.#remaining.get(name);
      return remaining === undefined
        ? []
        : [
            [`x-ratelimit-limit-${name}`, String(perMinute)],
            [`x-ratelimit-remaining-${name}`, String(Math.floor(remaining))],
            [`x-ratelimit-reset-${name}`, `${(msFor(perMinute - remaining, perMinute) / 1000).toFixed(3)}s`],
          ];
    };
    return Object.fromEntries(this.#demands({}).flatMap(of));
  }

  /** Both rates are looked at each time, since the headers tell them together. */
  #demands({ requests = 0, tokens = 0 }): Demand[] {
    const { requests_per_minute, tokens_per_minute } = this.key;
    const of = (name: string, perMinute: number | undefined, amount: number) =>
      perMinute === undefined ? [] : [{ name, perMinute, amount }];
    return [...of("requests", requests_per_minute, requests), ...of("tokens", tokens_per_minute, tokens)];
  }

  async #spend(amounts: { requests?: number; tokens?: number }): Promise<void> {
    const demands = this.#demands(amounts);
    if (demands.length === 0) return;
    const standings = await this.#queue.spend(`key ${this.key.id}`, demands);
    for (const [i, { name }] of demands.entries()) this.#remaining.set(name, standings[i]!.remaining);
    for (const [i, demand] of demands.entries()) this.#check(demand, standings[i]!.waitMs);
  }

  #check({ name, perMinute, amount }: Demand, waitMs: number): void {
    if (waitMs === 0) return;
    const limit = `key ${this.key.id} has ${perMinute} ${name} a minute`;
    const options = { reason: "RATE_LIMITED", quotaSubject: `key:${this.key.id}` };
    if (waitMs === Number.POSITIVE_INFINITY) {
      const message = `${limit}, and this request takes ${amount} at once; make it smaller`;
      throw new ServingError("RESOURCE_EXHAUSTED", message, options);
    }
    const message = `${limit}; this request takes ${amount}, try again in ${Math.ceil(waitMs / 1000)} s`;
    throw new ServingError("RESOURCE_EXHAUSTED", message, { ...options, retryAfterMs: waitMs });
  }
}
