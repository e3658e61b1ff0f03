import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Served, serve } from "./support/serve.js";

/** Every example, as its file says it is run, against `unmask serve`. */

const root = fileURLToPath(new URL("..", import.meta.url));
const run = promisify(execFile);
/** A Python that has examples/python/requirements.txt; the system's own may have them too. */
const python = process.env.UNMASK_TEST_PYTHON || "python3";
const can = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;
const missing = {
  curl: can("curl", "--version") ? undefined : "no curl on PATH",
  grpcurl: can("grpcurl", "-version") ? undefined : "no grpcurl on PATH",
  openai: can(python, "-c", "import openai") ? undefined : "no Python package openai",
  grpcio: can(python, "-c", "import grpc, grpc_tools") ? undefined : "no Python packages grpcio and grpcio-tools",
};

let folder: string;
let served: Served;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "unmask-examples-"));
  served = await serve(join(folder, "data"));
});
afterAll(async () => {
  await served?.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

const tsx = [process.execPath, "--import", "tsx", "--conditions=@unmask/source"];
const examples: [string, string[], keyof typeof missing | undefined, RegExp][] = [
  ["typescript/stream.ts", tsx, undefined, /░.*\n.*INVALID_ARGUMENT.*temperature.*threshold/s],
  ["typescript/jobs.ts", tsx, undefined, /submitted g-.*\ncompleted \S/s],
  ["typescript/batch.ts", tsx, undefined, /completed 10\/10\n\{.*"custom_id":"tom-0"/s],
  ["curl.sh", ["sh"], "curl", /"finish_reason".*event: result.*"chat\.completion".*data: \[DONE\].*"custom_id":"1"/s],
  ["grpcurl.sh", ["sh"], "grpcurl", /unmask\.v1\.GenerationService.*SERVING/s],
  ["python/chat.py", [python], "openai", /total_tokens.*\ntop_p .*top_p must be 1/s],
  ["python/batch.py", [python], "openai", /^completed .*\ntom-\d /s],
  ["python/unmask_grpc.py", [python], "grpcio", /░.*StatusCode\.INVALID_ARGUMENT.*\ntemperature - .*\nthreshold - /s],
];
for (const [file, [program = "", ...args], needs, expected] of examples) {
  const why = needs && missing[needs];
  if (why && program === process.env.UNMASK_TEST_PYTHON)
    throw new Error(`UNMASK_TEST_PYTHON says that it has what the examples need; ${why}`);
  test.skipIf(why !== undefined)(`examples/${file}${why ? ` (skipped: ${why})` : ""}`, async () => {
    const env = { ...process.env, UNMASK_SERVER: served.grpc, UNMASK_URL: `http://${served.http}` };
    const { stdout } = await run(program, [...args, join("examples", file)], { cwd: root, env });
    expect(stdout).toMatch(expected);
  });
}
