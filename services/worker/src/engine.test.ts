import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Denoiser } from "@unmask/denoiser";
import type { StepRow } from "@unmask/diffusion";
import { createLogger, createMetrics } from "@unmask/runtime";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Engine } from "./engine.js";

const reference = fileURLToPath(new URL("../../../test/fixtures/reference/tiny-llada", import.meta.url));
const row: StepRow = {
  inputIds: Int32Array.of(1, 2, 3, 318, 318),
  guidanceScale: 0,
  candidates: Int32Array.of(3, 4),
  suppressedIds: [318],
  confidenceSuppressedIds: [],
  temperature: 0,
  seed: 0,
  step: 0,
};

describe("the engine process", () => {
  let modelFolder: string;
  let engine: Engine;
  beforeAll(async () => {
    modelFolder = await mkdtemp(join(tmpdir(), "unmask-engine-"));
    await cp(reference, modelFolder, { recursive: true });
  });
  afterAll(() => rm(modelFolder, { recursive: true, force: true }));
  afterEach(() => engine.close());

  const start = (options: { modelFolder?: string; runLimitMs?: number; stuckMs?: number } = {}) => {
    engine = new Engine({
      modelFolder,
      threads: 1,
      device: "cpu",
      metrics: createMetrics(),
      runLimitMs: 60_000,
      log: createLogger({ level: "silent" }),
      ...options,
    });
    return engine;
  };

  test("gives what the denoiser gives", async () => {
    const denoiser = await Denoiser.load(modelFolder, { threads: 1 });
    const expected = await denoiser.run([row]);
    await denoiser.close();
    const { predictions, forwardMs } = await start().run([row]);
    expect(predictions).toEqual(expected);
    expect(forwardMs).toBeGreaterThan(0);
  });

  test("killed in the middle fails what it ran, comes back, and gives the same", async () => {
    start();
    const before = await engine.run([row]);
    const firstPid = engine.pid!;
    process.kill(firstPid, "SIGSTOP");
    const interrupted = engine.run([row]);
    await Promise.resolve();
    process.kill(firstPid, "SIGKILL");
    await expect(interrupted).rejects.toThrow("engine process ended (SIGKILL)");
    const after = await engine.run([row]);
    expect(engine.pid).not.toBe(firstPid);
    expect(after.predictions).toEqual(before.predictions);
  });

  test("that hangs is killed, and the next run works", async () => {
    start({ runLimitMs: 1000 });
    await engine.run([row]);
    process.kill(engine.pid!, "SIGSTOP");
    await expect(engine.run([row])).rejects.toThrow("engine process ended (SIGKILL)");
    expect((await engine.run([row])).predictions).toHaveLength(1);
  });

  test("is a problem while it is loading, dead or stuck in a run, and none while it works or waits", async () => {
    start({ stuckMs: 300 });
    expect(engine.problem()).toBe("the engine process has no model loaded");
    await engine.run([row]);
    expect(engine.problem()).toBeUndefined();
    const pid = engine.pid!;
    process.kill(pid, "SIGSTOP");
    const stuck = engine.run([row]);
    await expect.poll(() => engine.problem()).toMatch(/^work waits and no step was done for/);
    process.kill(pid, "SIGCONT");
    await stuck;
    expect(engine.problem()).toBeUndefined();
    process.kill(pid, "SIGKILL");
    await expect.poll(() => engine.problem()).toBe("the engine process has no model loaded");
    await expect.poll(() => engine.problem(), { timeout: 20_000 }).toBeUndefined();
  });

  test("refuses a row it cannot run, and stays alive", async () => {
    start();
    await expect(engine.run([{ ...row, inputIds: Int32Array.of(1, 2, 3, 999, 318) }])).rejects.toThrow("999");
    expect((await engine.run([row])).predictions).toHaveLength(1);
  });

  test("says what is wrong with a model folder", async () => {
    const missing = join(modelFolder, "nowhere");
    await expect(start({ modelFolder: missing }).info).rejects.toMatchObject({
      code: "FAILED_PRECONDITION",
      message: expect.stringContaining(missing),
    });
  });
});
