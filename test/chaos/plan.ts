import { RandomStream, uniform } from "@unmask/diffusion";

/** What is done to a cluster, and when; times are milliseconds from the start of the load. */
export type Fault = { readonly atMs: number } & (
  | { readonly kind: "kill" | "terminate"; readonly target: string; readonly downMs: number }
  /** SIGSTOP, and SIGCONT later: a process that was only slow. */
  | { readonly kind: "pause"; readonly target: string; readonly forMs: number }
  /** Nothing passes between two processes; later what was held up arrives, or the connections are reset. */
  | { readonly kind: "cut"; readonly link: string; readonly forMs: number; readonly heal: "late" | "reset" }
  | { readonly kind: "restart_redis"; readonly downMs: number }
  /** Half of the calls under way are dropped by their clients, who ask again later. */
  | { readonly kind: "drop_clients" }
  /** Many requests at once. */
  | { readonly kind: "burst"; readonly requests: number }
  /** A worker that answers nonsense in one of several ways attaches for a while. */
  | { readonly kind: "liar"; readonly lie: Lie; readonly forMs: number }
);
export type FaultKind = Fault["kind"];

/** How a bad worker answers: ids that do not exist, no numbers, too few rows, twice, under another batch's number, never. */
export const lies = ["wrong_ids", "nan", "few_rows", "twice", "other_batch", "silent"] as const;
export type Lie = (typeof lies)[number];

/** What there is to be hurt. */
export interface Targets {
  readonly gateways: readonly string[];
  readonly schedulers: readonly string[];
  readonly workers: readonly string[];
  readonly links: readonly string[];
}

/** How often each kind comes. A pause or a cut outlasts the job's lock and the worker's lease now and then. */
const weights: Record<FaultKind, number> = {
  kill: 5,
  terminate: 2,
  pause: 2,
  cut: 3,
  restart_redis: 1,
  drop_clients: 2,
  burst: 2,
  liar: 3,
};

export const faultKinds = Object.keys(weights) as readonly FaultKind[];

/**
 * A plan of faults: the same seed, duration and targets give the same plan. Pure.
 * @param everyMs mean time between two faults
 */
export function makePlan(
  seed: number,
  durationMs: number,
  everyMs: number,
  targets: Targets,
  only: readonly FaultKind[] = faultKinds,
): Fault[] {
  const random = numbers(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const between = (low: number, high: number) => Math.round(low + random() * (high - low));
  const kinds = only.flatMap((kind) => Array<FaultKind>(weights[kind]).fill(kind));
  const processes = [...targets.gateways, ...targets.schedulers, ...targets.workers, ...targets.workers];
  const faults: Fault[] = [];
  for (let atMs = between(500, everyMs); atMs < durationMs; atMs += between(everyMs / 2, everyMs * 1.5)) {
    const kind = pick(kinds);
    switch (kind) {
      case "kill":
      case "terminate":
        faults.push({ atMs, kind, target: pick(processes), downMs: between(200, 4000) });
        break;
      case "pause":
        faults.push({ atMs, kind, target: pick(processes), forMs: pick([500, 3000, 8000, 18_000]) });
        break;
      case "cut":
        faults.push({
          atMs,
          kind,
          link: pick(targets.links),
          forMs: pick([500, 3000, 8000, 18_000]),
          heal: pick(["late", "reset"]),
        });
        break;
      case "restart_redis":
        faults.push({ atMs, kind, downMs: between(100, 2000) });
        break;
      case "drop_clients":
        faults.push({ atMs, kind });
        break;
      case "burst":
        faults.push({ atMs, kind, requests: between(20, 60) });
        break;
      case "liar":
        faults.push({ atMs, kind, lie: pick(lies), forMs: between(1000, 5000) });
        break;
      default:
        kind satisfies never;
    }
  }
  return faults;
}

/** Uniform numbers in [0, 1) that depend on the seed alone. */
export function numbers(seed: number): () => number {
  let drawn = 0;
  return () => uniform(seed, drawn++, 0, RandomStream.token);
}
