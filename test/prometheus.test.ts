import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UnmaskClient } from "@unmask/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../packages/queue/src/testing/redis-server.js";
import { hasProgram } from "./support/programs.js";
import { type Served, serve } from "./support/serve.js";

/** A real Prometheus, as an operator would point it at the gateway. */

const hasPrometheus = hasProgram("prometheus") && hasProgram("promtool");
const skipped = hasPrometheus ? "" : " (skipped: no prometheus and promtool on PATH)";

describe.skipIf(!hasPrometheus)(`Prometheus${skipped}`, () => {
  let folder: string;
  let served: Served;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "unmask-prometheus-"));
    served = await serve(join(folder, "data"));
    const client = new UnmaskClient({ address: served.grpc });
    await client.generate({ prompt: "Tom has 3 marbles and buys 4 more. How many has he?" });
    client.close();
  });
  afterAll(async () => {
    await served?.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  });

  test("has nothing to complain about in /metrics", async () => {
    const input = await (await fetch(`http://${served.http}/metrics`)).text();
    const checked = spawnSync("promtool", ["check", "metrics"], { input, encoding: "utf8" });
    // The names that Node's own metrics have are prom-client's, not ours.
    const ours = `${checked.stdout}${checked.stderr}`.split("\n").filter((line) => line.startsWith("unmask_"));
    expect(ours).toEqual([]);
  });

  test("scrapes the steps of a cluster", async () => {
    const target = `{job_name: unmask, scrape_interval: 200ms, scrape_timeout: 200ms, static_configs: [{targets: ["${served.http}"]}]}`;
    await writeFile(join(folder, "prometheus.yml"), `scrape_configs: [${target}]\n`);
    const address = `127.0.0.1:${await freePort()}`;
    const args = ["--config.file=prometheus.yml", "--storage.tsdb.path=tsdb", `--web.listen-address=${address}`];
    const prometheus = spawn("prometheus", args, { cwd: folder, stdio: "ignore" });
    try {
      const query = async () => {
        const response = await fetch(`http://${address}/api/v1/query?query=unmask_steps_total`).catch(() => undefined);
        const body = (await response?.json().catch(() => undefined)) as
          | { data?: { result?: { metric: { model: string }; value: [number, string] }[] } }
          | undefined;
        const [series] = body?.data?.result ?? [];
        return series && { model: series.metric.model, counts: Number(series.value[1]) > 0 };
      };
      await expect.poll(query, { timeout: 20_000, interval: 200 }).toEqual({ model: "pebble", counts: true });
    } finally {
      const ended = new Promise((resolve) => prometheus.once("exit", resolve));
      prometheus.kill("SIGKILL");
      await ended;
    }
  });
});
