import { setTimeout as sleep } from "node:timers/promises";
import { type GenerateParams, type GenerateRequest, UnmaskClient } from "@unmask/client";
import { toServingError } from "@unmask/wire";
import type { Entry } from "./verdict.js";

/** What is asked: short and long answers, greedy and sampled, guided, remasked; each with one text, whatever happens. */
export const templates: readonly GenerateRequest[] = Array.from({ length: 12 }, (_, i) => {
  const genLength = [16, 32, 48, 64][i % 4]!;
  const settings: GenerateParams[] = [
    { strategy: "threshold", threshold: 0.9 },
    { strategy: "low_confidence", blockLength: 8, steps: genLength, eosEarlyStop: false },
    { temperature: 0.8, seed: i, blockLength: 8, steps: genLength },
    { cfgScale: 1, strategy: "low_confidence", blockLength: 16, steps: genLength / 2 },
    { strategy: "remdm_confidence", blockLength: 16, steps: genLength, seed: i },
  ];
  const prompt = `Tom has ${i + 2} marbles and buys ${i + 3} more. How many has he?`;
  return { prompt, params: { genLength, blockLength: 8, ...settings[i % settings.length] } };
});

/** Clients that ask any gateway, and ask again under the same id until they have an answer. */
export class Load {
  readonly log: Entry[] = [];
  readonly #clients: readonly UnmaskClient[];
  readonly #under = new Set<AbortController>();
  readonly #startMs = performance.now();
  #asked = 0;

  constructor(gateways: readonly string[]) {
    this.#clients = gateways.map((address) => new UnmaskClient({ address }));
  }

  /** Calls under way. */
  get under(): number {
    return this.#under.size;
  }

  /** Half of the calls under way are dropped. */
  dropClients(): void {
    for (const [i, controller] of [...this.#under].entries()) if (i % 2 === 0) controller.abort();
  }

  /** Asks for a template until there is an answer, or `signal` says that it took too long. */
  async ask(template: number, signal: AbortSignal, requestId = `r-${this.#asked++}`): Promise<void> {
    for (let attempt = 0; !signal.aborted; attempt++) {
      this.#note({ kind: "asked", requestId, template, attempt });
      if (await this.#attempt(requestId, template, attempt, signal)) return;
      await sleep(Math.min(1000, 50 * 2 ** attempt), undefined, { signal }).catch(() => {});
    }
  }

  close(): void {
    for (const client of this.#clients) client.close();
  }

  /** @returns whether the request has come to its end */
  async #attempt(requestId: string, template: number, attempt: number, signal: AbortSignal): Promise<boolean> {
    const client = this.#clients[(template + attempt) % this.#clients.length]!;
    const dropping = new AbortController();
    this.#under.add(dropping);
    // A gateway behind a cut link, or stopped, would keep its caller waiting for ever.
    const patience = AbortSignal.timeout(30_000);
    const options = { signal: AbortSignal.any([signal, dropping.signal, patience]) };
    try {
      for await (const event of client.stream({ ...templates[template]!, requestId }, options)) {
        if (event.kind === "started") this.#note({ kind: "accepted", requestId });
        if (event.kind !== "result") continue;
        this.#note({ kind: "result", requestId, tokenIds: event.response.tokenIds });
        return true;
      }
      return false;
    } catch (thrown) {
      const { code, message } = toServingError(thrown);
      if (options.signal.aborted) this.#note({ kind: "dropped", requestId });
      else this.#note({ kind: "failed", requestId, code, message });
      return !options.signal.aborted && code !== "UNAVAILABLE" && code !== "RESOURCE_EXHAUSTED" && code !== "CANCELLED";
    } finally {
      this.#under.delete(dropping);
    }
  }

  #note(entry: DistributiveOmit<Entry, "atMs">): void {
    this.log.push({ atMs: Math.round(performance.now() - this.#startMs), ...entry } as Entry);
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
