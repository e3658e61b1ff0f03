import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Served, serve } from "./support/serve.js";

/** The commands of docs/getting-started.md, as they stand there but for the ports. */

const root = fileURLToPath(new URL("..", import.meta.url));
const page = await readFile(join(root, "docs/getting-started.md"), "utf8");
const commands = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, command]) => command!.trim());
// They are how this test came to run, and what it starts itself.
const [install, start, ...others] = commands;

let folder: string;
let served: Served;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "unmask-docs-"));
  served = await serve(join(folder, "data"));
});
afterAll(async () => {
  await served?.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

test("begin with installing and starting", async () => {
  expect([install, start]).toEqual(["npm ci", "npm start"]);
  expect(JSON.parse(await readFile(join(root, "package.json"), "utf8")).scripts.start).toContain("unmask serve");
});

test.each(others)("%s", (command) => {
  const here = command.replace("127.0.0.1:8080", served.http).replace("npx unmask", "node packages/cli/bin/unmask.js");
  const { status, stdout, stderr } = spawnSync("bash", ["-eo", "pipefail", "-c", here], {
    cwd: root,
    env: { ...process.env, UNMASK_SERVER: served.grpc, UNMASK_DATA: join(folder, "doctor") },
    encoding: "utf8",
  });
  expect(stderr).not.toMatch(/error/i);
  expect(stdout).not.toBe("");
  expect(status).toBe(0);
});
