import { fileURLToPath } from "node:url";
import { UnmaskClient } from "@unmask/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasRedisServer, type RedisServer, startRedisServer } from "../packages/queue/src/testing/redis-server.js";
import { UnmaskProcess } from "./support/serve.js";

/** The three services as processes of their own, sharing a Redis. */

const model = fileURLToPath(new URL("../models/pebble", import.meta.url));
const skipped = hasRedisServer ? "" : " (skipped: no redis-server on PATH)";

describe.skipIf(!hasRedisServer)(`gateway, scheduler and two workers on one Redis${skipped}`, () => {
  let redis: RedisServer;
  let client: UnmaskClient;
  const processes: UnmaskProcess[] = [];

  const start = (service: string, env: Record<string, string>) => {
    const all = { UNMASK_LOG_LEVEL: "debug", REDIS_URL: redis.url, UNMASK_MODEL: model, ...env };
    const process = new UnmaskProcess([service], all);
    processes.push(process);
    return process;
  };

  beforeAll(async () => {
    redis = await startRedisServer();
    const scheduler = start("scheduler", { UNMASK_SCHEDULER_LISTEN: "127.0.0.1:0" });
    const gateway = start("gateway", { UNMASK_GRPC: "127.0.0.1:0", UNMASK_HTTP: "127.0.0.1:0" });
    const [, port] = await scheduler.printed(/"port":(\d+)/);
    const workers = [1, 2].map(() => start("worker", { UNMASK_SCHEDULERS: `127.0.0.1:${port}` }));
    await Promise.all(workers.map((worker) => worker.printed(/attached to scheduler/)));
    const [, grpcPort] = await gateway.printed(/"grpcPort":(\d+)/);
    client = new UnmaskClient({ address: `127.0.0.1:${grpcPort}` });
  });
  afterAll(async () => {
    client?.close();
    await Promise.all(processes.map((process) => process.kill("SIGKILL")));
    await redis?.stop();
  });

  test("each say that they live and are ready, and show their metrics", async () => {
    const [scheduler, gateway, ...workers] = processes;
    const ports = [
      await gateway!.printed(/"httpPort":(\d+)/),
      ...(await Promise.all([scheduler!, ...workers].map((process) => process.printed(/"metricsPort":(\d+)/)))),
    ].map(([, port]) => port);
    await client.generate({ prompt: "Tom has 3 marbles.", params: { genLength: 32 } });
    const texts = [];
    for (const port of ports) {
      for (const path of ["livez", "readyz"])
        expect((await fetch(`http://127.0.0.1:${port}/${path}`)).status).toBe(200);
      texts.push(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text());
    }
    const [gatewayText, schedulerText, ...workerTexts] = texts;
    expect(gatewayText).toMatch(/unmask_requests_total\{method="Generate",code="OK"\} 1/);
    expect(schedulerText).toMatch(/unmask_sequences_finished_total\{outcome="finished"\} 1/);
    expect(schedulerText).toMatch(/unmask_time_to_first_settled_token_seconds_count\{class="standard"\} 1/);
    expect(workerTexts.join()).toMatch(/unmask_worker_batches_total\{device="cpu"\} [1-9]/);
  });

  test("log what concerns a request with its id, in every service", async () => {
    await client.generate({ requestId: "followed", prompt: "Tom has 3 marbles.", params: { genLength: 32 } });
    const lines = processes.map((process) => process.stderr.split("\n").filter((line) => line.includes("g-followed")));
    const [scheduler, gateway, ...workers] = lines.map((all) => all.map((line) => JSON.parse(line).msg));
    expect(gateway).toEqual(["job submitted", "job answered"]);
    expect(scheduler).toEqual(["job started", "job ended"]);
    expect(new Set(workers.flat())).toEqual(new Set(["step batch ran"]));
  });

  test("answer as one, also when a worker is killed, and stop cleanly when asked", async () => {
    const request = { prompt: "Tom has 3 marbles and buys 4 more. How many has he?", params: { genLength: 32 } };
    const quiet = await client.generate(request);
    const many = Array.from({ length: 24 }, () => client.generate(request));
    processes.at(-1)!.child.kill("SIGKILL");
    for (const response of await Promise.all(many)) expect(response.tokenIds).toEqual(quiet.tokenIds);
    const [scheduler, gateway, worker] = processes;
    for (const process of [gateway!, scheduler!, worker!]) expect((await process.kill("SIGTERM")).code).toBe(0);
  });
});
