import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { UnmaskClient } from "@unmask/client";
import { ChaosCluster } from "../test/chaos/cluster.js";
import { enginesOf } from "../test/support/serve.js";

/**
 * `npm run bench:memory -- --requests 10000`: what each process of a cluster holds after ten short requests, and after many.
 * Linux only: resident memory is read from /proc.
 */
const { values } = parseArgs({
  options: { requests: { type: "string", default: "10000" }, clients: { type: "string", default: "32" } },
});
const [requests, clients] = [Number(values.requests), Number(values.clients)];

function residentMb(pid: number): number {
  const kb = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return (Number(kb) * 1024) / 1e6;
}

function resident(cluster: ChaosCluster): Map<string, number> {
  const held = new Map<string, number>();
  for (const [name, pid] of cluster.pids) {
    held.set(name, residentMb(pid));
    for (const engine of enginesOf(pid)) held.set(`${name}'s engine`, residentMb(engine));
  }
  return held;
}

const cluster = await ChaosCluster.start("proxies");
const asking = cluster.gateways.map((address) => new UnmaskClient({ address }));
let asked = 0;
async function askUntil(count: number): Promise<void> {
  const client = async () => {
    while (asked < count) {
      const number = asked++;
      const prompt = `Tom has ${number} marbles and buys 3 more. How many has he?`;
      const params = { strategy: "low_confidence", genLength: 8, blockLength: 8, steps: 2 };
      await asking[number % asking.length]!.generate({ prompt, params });
    }
  };
  await Promise.all(Array.from({ length: Math.min(clients, count - asked) }, client));
}

try {
  await askUntil(10);
  const few = resident(cluster);
  const startMs = performance.now();
  await askUntil(requests);
  const seconds = (performance.now() - startMs) / 1000;
  const many = resident(cluster);
  const folder = fileURLToPath(new URL("../models/pebble/", import.meta.url));
  const files = readdirSync(folder).filter((name) => name.endsWith(".safetensors"));
  const model = files.reduce((bytes, name) => bytes + statSync(folder + name).size, 0);
  process.stdout.write(
    `${requests} requests, ${(requests / seconds).toFixed(0)} a second; weights ${(model / 1e6).toFixed(1)} MB\n\n`,
  );
  process.stdout.write(`| resident, MB | after 10 | after ${requests} |\n| --- | --- | --- |\n`);
  for (const [name, mb] of few)
    process.stdout.write(`| ${name} | ${mb.toFixed(0)} | ${many.get(name)!.toFixed(0)} |\n`);
} finally {
  for (const client of asking) client.close();
  await cluster.close();
}
