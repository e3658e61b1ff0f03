import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { UnmaskClient } from "@unmask/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { alerts } from "../deploy/monitoring/alerts.js";
import { panelQueries } from "../deploy/monitoring/dashboards.js";
import { freePort } from "../packages/queue/src/testing/redis-server.js";
import { hasProgram } from "./support/programs.js";
import { enginesOf, type Served, serve } from "./support/serve.js";

/** A real Prometheus, as an operator would point it at the gateway. */

const root = fileURLToPath(new URL("..", import.meta.url));
const rules = join(root, "deploy/prometheus/unmask.rules.yml");
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

  test("finds data for every panel and every side of an alert, on a cluster under load that loses an engine", async () => {
    const target = `{job_name: unmask, scrape_interval: 500ms, scrape_timeout: 500ms, static_configs: [{targets: ["${served.http}"]}]}`;
    await writeFile(join(folder, "prometheus.yml"), `rule_files: ["${rules}"]\nscrape_configs: [${target}]\n`);
    const address = `127.0.0.1:${await freePort()}`;
    const args = ["--config.file=prometheus.yml", "--storage.tsdb.path=tsdb", `--web.listen-address=${address}`];
    const prometheus = spawn("prometheus", args, { cwd: folder, stdio: "ignore" });
    const client = new UnmaskClient({ address: served.grpc });
    let seen = false;
    try {
      // Until Prometheus has seen enough of it: nobody knows how long it takes to start.
      const callers = Array.from({ length: 4 }, async (_, seed) => {
        const params = { genLength: 64, seed, cfgScale: seed % 2 };
        const prompt = `Tom has ${seed} marbles and buys 4 more. How many has he?`;
        while (!seen) await client.generate({ prompt, params });
      });
      const running = Promise.all(callers);
      await expect(client.generate({ prompt: "" })).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
      for (const pid of enginesOf(served.pid)) process.kill(pid, "SIGKILL");

      const series = async (expr: string) => {
        const query = encodeURIComponent(expr.replaceAll("$__rate_interval", "1m"));
        const response = await fetch(`http://${address}/api/v1/query?query=${query}`).catch(() => undefined);
        const body = (await response?.json().catch(() => undefined)) as Answer | undefined;
        if (body?.status === "error") throw new Error(`${expr}: ${body.error}`);
        return body?.data?.result ?? [];
      };
      const sides = alerts.flatMap(({ name, when }) => when.map(({ expr }) => ({ panel: name, expr })));
      const empty = async () => {
        const checked = await Promise.all(
          [...panelQueries(), ...sides].map(async (query) =>
            (await series(query.expr)).some(isNumber) ? [] : [query],
          ),
        );
        return checked.flat();
      };
      await expect.poll(empty, { timeout: 60_000, interval: 1000 }).toEqual([]);
      seen = true;
      await running;
      // Not only there: what happened was counted.
      const value = async (expr: string) => Number((await series(expr))[0]?.value[1]);
      await expect.poll(() => value("unmask_engine_restarts_total"), { timeout: 10_000 }).toBe(1);
      expect(await value("sum(unmask_committed_tokens_total) / sum(unmask_forwards_total)")).toBeGreaterThan(0);
      expect(await value('unmask_rejections_total{code="INVALID_ARGUMENT"}')).toBe(1);
    } finally {
      seen = true;
      client.close();
      const ended = new Promise((resolve) => prometheus.once("exit", resolve));
      prometheus.kill("SIGKILL");
      await ended;
    }
  }, 90_000);

  test("takes the alert rules, and they fire when they should and not before", () => {
    for (const args of [
      ["check", "rules", rules],
      ["test", "rules", "deploy/prometheus/unmask.rules.test.yml"],
    ]) {
      const checked = spawnSync("promtool", args, { cwd: root, encoding: "utf8" });
      expect(`${checked.stdout}${checked.stderr}`).toMatch(/SUCCESS/);
      expect(checked.status).toBe(0);
    }
  });
});

function isNumber({ value: [, text] }: { value: readonly [number, string] }): boolean {
  return text !== "NaN";
}

interface Answer {
  readonly status: string;
  readonly error?: string;
  readonly data?: { readonly result: readonly { readonly value: readonly [number, string] }[] };
}
