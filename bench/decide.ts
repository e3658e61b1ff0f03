import { type Action, type ClusterEvent, createCluster, decide } from "@unmask/scheduling";
import { gpu8b, stepMs } from "./simulator/device.js";
import { seeded } from "./simulator/random.js";

/**
 * What decide() alone costs, in CPU time: 512 workers that answer in the order of their batches, 20,000 sequences, 32 tenants.
 * `tsx --conditions=@unmask/source bench/decide.ts [workers] [sequences] [sequence-steps]`
 */
const [workers = "512", sequences = "20000", steps = "1000000"] = process.argv.slice(2);
const random = seeded(1);
const state = createCluster({ leaseMs: 5000 });
const sent: Extract<Action, { kind: "dispatch" }>[] = [];
const lengths = new Map<string, number>();
let now = 0;

function on(event: ClusterEvent): void {
  for (const action of decide(state, event, now)) {
    if (action.kind === "dispatch") sent.push(action);
  }
}

for (let i = 0; i < Number(sequences); i++) {
  const length = random.between(128, 1024);
  lengths.set(`s${i}`, length);
  const priority = i % 16 === 0 ? "interactive" : i % 4 === 0 ? "standard" : "batch";
  on({
    kind: "sequence_admitted",
    cost: { sequenceId: `s${i}`, model: "m", rows: 1, length },
    tenant: `t${i % 32}`,
    priority,
  });
}
const limits = { maxInFlight: 2, maxRows: 64, maxTokens: 65_536, maxLength: 8192 };
for (let i = 0; i < Number(workers); i++) {
  on({ kind: "worker_attached", replica: { id: `w${i}`, model: "m", device: "gpu", ...limits } });
}

let next = 0;
function run(count: number): { steps: number; events: number; cpuMs: number } {
  const before = process.cpuUsage();
  let done = 0;
  let events = 0;
  for (; done < count; events++) {
    const { workerId, batchId, sequenceIds } = sent[next++]!;
    const longest = sequenceIds.reduce((most, id) => Math.max(most, lengths.get(id)!), 0);
    const forwardMs = stepMs(gpu8b, longest * sequenceIds.length, random);
    now += forwardMs / Number(workers);
    on({ kind: "batch_done", workerId, batchId, ended: [], forwardMs, waitMs: forwardMs });
    if (events % 4096 === 0) on({ kind: "tick" });
    if (next > 100_000) {
      sent.splice(0, next);
      next = 0;
    }
    done += sequenceIds.length;
  }
  const { user, system } = process.cpuUsage(before);
  return { steps: done, events, cpuMs: (user + system) / 1000 };
}
run(Number(steps) / 10);
const { steps: done, events, cpuMs } = run(Number(steps));
process.stdout.write(
  `${Math.round((done / cpuMs) * 1000)} sequence-steps and ${Math.round((events / cpuMs) * 1000)} batches per second of CPU\n`,
);
