import { afterEach, expect, test } from "vitest";
import { createMetrics } from "./metrics/metrics.js";
import { type OperationsServer, startOperationsServer } from "./operations-server.js";

const servers: OperationsServer[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function start(problem: () => string | undefined, address = "127.0.0.1:0") {
  const server = await startOperationsServer({ address, metrics: createMetrics(), problem });
  servers.push(server);
  return (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`);
}

test("a service shows its metrics, that it lives, and why it is not ready", async () => {
  let problem: string | undefined;
  const get = await start(() => problem);
  expect(await (await get("/metrics")).text()).toContain("unmask_build_info{");
  expect((await get("/livez")).status).toBe(200);
  expect((await get("/readyz")).status).toBe(200);
  problem = "no scheduler";
  const response = await get("/readyz");
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({ status: "not ready", reason: "no scheduler" });
  expect((await get("/other")).status).toBe(404);
});

test("a check that throws means not ready", async () => {
  const get = await start(() => {
    throw new Error("queue is gone");
  });
  expect(await (await get("/readyz")).json()).toMatchObject({ reason: "queue is gone" });
});

test("a taken address is refused with what to do", async () => {
  await start(() => undefined);
  const taken = `127.0.0.1:${servers[0]!.port}`;
  await expect(start(() => undefined, taken)).rejects.toThrow(
    /cannot serve metrics on .*EADDRINUSE.*choose another address with UNMASK_METRICS/,
  );
});
