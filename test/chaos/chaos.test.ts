import { describe, expect, test } from "vitest";
import { hasRedisServer } from "../../packages/queue/src/testing/redis-server.js";
import { runChaos } from "./run.js";

/** A short run of what `npm run chaos` does at length. */

const skipped = hasRedisServer ? "" : " (skipped: no redis-server on PATH)";

describe.skipIf(!hasRedisServer)(`a cluster under faults${skipped}`, () => {
  test("every accepted job ends, once, with the text of a quiet run", { timeout: 240_000 }, async () => {
    const { problems, log } = await runChaos({ seed: 7, durationMs: 20_000, everyMs: 1500, clients: 6 });
    expect(problems).toEqual([]);
    expect(log.filter(({ kind }) => kind === "result").length).toBeGreaterThan(20);
  });
});
