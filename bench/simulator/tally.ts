import type { PriorityClass } from "@unmask/scheduling";
import type { Scenario } from "./cluster.js";
import type { Request } from "./load.js";

export interface Outcome {
  /** Share of device time that ran steps, and that ran steps in vain, 0 to 1. */
  readonly utilisation: number;
  readonly inVain: number;
  readonly stepsPerSecond: number;
  /** Milliseconds from submission to the end of an answer, and of one step in it, by class. */
  readonly latency: Partial<Record<PriorityClass, Quantiles>>;
  /** (Σx)² / (n Σx²) over the tenants' padded row-steps: 1 is the same for all, 1/n all for one. */
  readonly jain: number;
  /** Events per second of CPU time, decide() and the simulation around it. */
  readonly decisions: number;
  readonly lost: number;
  readonly hedges: number;
  readonly quarantines: number;
  readonly deaths: number;
}

export interface Quantiles {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
}

/** What is counted, after the warm-up. */
export class Tally {
  lost = 0;
  hedges = 0;
  quarantines = 0;
  deaths = 0;
  events = 0;
  readonly #scenario: Scenario;
  readonly #shares = new Map<string, number>();
  readonly #latencies = new Map<PriorityClass, number[]>();
  #busyMs = 0;
  #vainMs = 0;
  #absentMs = 0;
  #steps = 0;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    for (const { tenant } of scenario.streams) this.#shares.set(tenant, 0);
  }

  busy(fromMs: number, toMs: number, inVain: boolean): void {
    const ms = Math.max(0, toMs - Math.max(fromMs, this.#scenario.warmUpMs));
    this.#busyMs += ms;
    if (inVain) this.#vainMs += ms;
  }

  /** A worker is not there. */
  absent(fromMs: number, toMs: number): void {
    const { warmUpMs, durationMs } = this.#scenario;
    this.#absentMs += Math.max(0, Math.min(toMs, durationMs) - Math.max(fromMs, warmUpMs));
  }

  step({ stream, length }: Request, nowMs: number): void {
    if (nowMs < this.#scenario.warmUpMs) return;
    this.#steps += 1;
    this.#shares.set(stream.tenant, this.#shares.get(stream.tenant)! + length);
  }

  ended({ stream }: Request, submittedMs: number, nowMs: number): void {
    if (submittedMs < this.#scenario.warmUpMs) return;
    const list = this.#latencies.get(stream.priority) ?? [];
    this.#latencies.set(stream.priority, list);
    list.push(nowMs - submittedMs);
  }

  outcome(cpuMs: number): Outcome {
    const { durationMs, warmUpMs, workers } = this.#scenario;
    const windowMs = durationMs - warmUpMs;
    const deviceMs = windowMs * workers - this.#absentMs;
    const shares = [...this.#shares.values()];
    const sum = shares.reduce((a, b) => a + b, 0);
    return {
      utilisation: this.#busyMs / deviceMs,
      inVain: this.#vainMs / deviceMs,
      stepsPerSecond: (this.#steps / windowMs) * 1000,
      latency: Object.fromEntries([...this.#latencies].map(([priority, list]) => [priority, quantiles(list)])),
      jain: sum ** 2 / (shares.length * shares.reduce((a, b) => a + b * b, 0)),
      decisions: (this.events / cpuMs) * 1000,
      lost: this.lost,
      hedges: this.hedges,
      quarantines: this.quarantines,
      deaths: this.deaths,
    };
  }
}

function quantiles(list: number[]): Quantiles {
  list.sort((a, b) => a - b);
  const at = (share: number) => list[Math.min(list.length - 1, Math.floor(share * list.length))]!;
  return { count: list.length, p50: at(0.5), p99: at(0.99) };
}
