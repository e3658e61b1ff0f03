import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("loading a model leaves nothing in the home folder: ONNX Runtime's telemetry is off", async () => {
  const home = await mkdtemp(join(tmpdir(), "unmask-home-"));
  const here = fileURLToPath(new URL(".", import.meta.url));
  const model = fileURLToPath(new URL("../../../test/fixtures/reference/tiny-llada", import.meta.url));
  const code = `import { Denoiser } from "./session.ts"; await (await Denoiser.load(${JSON.stringify(model)}, { threads: 1 })).close();`;
  // In CI the library would be silent by itself.
  const { CI: _ci, ...env } = process.env;
  const args = ["--import", "tsx", "--conditions=@unmask/source", "--input-type=module", "-e", code];
  const child = spawnSync(process.execPath, args, { cwd: here, env: { ...env, HOME: home }, encoding: "utf8" });
  expect(child.stderr).toBe("");
  expect(child.status).toBe(0);
  expect(await readdir(home)).toEqual([]);
  await rm(home, { recursive: true });
});
