import { setMaxListeners } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../../packages/queue/src/testing/redis-server.js";
import { type Served, serve } from "../support/serve.js";
import { Load, templates } from "./load.js";
import { numbers } from "./plan.js";
import { judge } from "./verdict.js";

/** One process with its queue in a folder, killed at moments that nobody chose, in the middle of writes too. */

let folder: string;
let served: Served;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "unmask-embedded-chaos-"));
});
afterAll(async () => {
  await served?.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

test("kill -9 again and again: the folder opens, jobs go on, every text is as in a quiet run", {
  timeout: 120_000,
}, async () => {
  const address = `127.0.0.1:${await freePort()}`;
  const start = () => serve(join(folder, "data"), { UNMASK_GRPC: address });
  served = await start();
  const load = new Load([address]);
  const patience = AbortSignal.timeout(100_000);
  setMaxListeners(0, patience);
  await Promise.all(templates.map((_, i) => load.ask(i, patience, `quiet-${i}`)));
  const quiet = load.log.flatMap((entry) => (entry.kind === "result" ? [entry] : []));
  const texts = templates.map((_, i) => quiet.find(({ requestId }) => requestId === `quiet-${i}`)!.tokenIds);

  const random = numbers(3);
  const asking = Array.from({ length: 30 }, (_, i) => load.ask(i % templates.length, patience));
  for (let kills = 0; kills < 3; kills++) {
    await sleep(50 + random() * 800);
    await served.kill("SIGKILL");
    served = await start();
  }
  await Promise.all(asking);
  load.close();
  expect(judge(load.log, texts)).toEqual([]);
});
