import { describe, expect, test } from "vitest";
import { hasRedisServer } from "../../packages/queue/src/testing/redis-server.js";
import { Namespaces } from "./namespaces.js";
import { runChaos } from "./run.js";

/** Short runs of what `npm run chaos` does at length. */

const skipped = hasRedisServer ? "" : " (skipped: no redis-server on PATH)";

const noNamespaces = hasRedisServer ? Namespaces.problem() : "no redis-server on PATH";

describe.skipIf(!hasRedisServer)(`a cluster under faults${skipped}`, () => {
  test("every accepted job ends, once, with the text of a quiet run", { timeout: 240_000 }, async () => {
    const { problems, log } = await runChaos({ seed: 7, durationMs: 20_000, everyMs: 1500, clients: 6 });
    expect(problems).toEqual([]);
    expect(log.filter(({ kind }) => kind === "result").length).toBeGreaterThan(20);
  });
});

describe.skipIf(noNamespaces)(`a cut network${noNamespaces ? ` (skipped: ${noNamespaces})` : ""}`, () => {
  test("workers, schedulers and Redis lose each other for longer than leases and locks: every text as in a quiet run", {
    timeout: 240_000,
  }, async () => {
    const options = {
      seed: 5,
      durationMs: 12_000,
      everyMs: 1500,
      clients: 6,
      network: "namespaces",
      only: ["cut"],
    } as const;
    const { problems, plan, log } = await runChaos(options);
    expect(problems).toEqual([]);
    expect(plan.some((fault) => fault.kind === "cut" && fault.forMs > 15_000)).toBe(true);
    expect(log.filter(({ kind }) => kind === "result").length).toBeGreaterThanOrEqual(6);
  });
});
