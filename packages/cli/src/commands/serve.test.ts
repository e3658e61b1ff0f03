import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { childModule } from "@unmask/runtime";
import { afterEach, expect, test } from "vitest";

const { path, execArgv } = childModule(import.meta.url, "../main");
const run = promisify(execFile);
const children: ChildProcess[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

function unmask(...args: string[]) {
  const child = spawn(process.execPath, [...execArgv, path, ...args]);
  children.push(child);
  const ended = once(child, "close").then(([code]) => code as number | null);
  return {
    child,
    ended,
    err: text(child.stderr),
    lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](),
  };
}

/** The lines up to one that begins like this. */
async function until(lines: AsyncIterator<string>, start: string): Promise<string[]> {
  const seen: string[] = [];
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    seen.push(next.value);
    if (next.value.startsWith(start)) return seen;
  }
  throw new Error(`no line begins with "${start}": ${seen.join("\n")}`);
}

test("one command serves the shipped model, its examples work as printed, and Ctrl-C ends it with 0", async () => {
  const folder = await mkdtemp(join(tmpdir(), "unmask-serve-"));
  folders.push(folder);
  const flags = ["--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0", "--data", folder];
  const server = unmask("serve", ...flags);
  const shown = await until(server.lines, "Ctrl-C");
  expect(shown[0]).toMatch(/^Unmask serves pebble \(ready in \d+\.\d s\)$/);

  const example = shown.find((line) => line.startsWith("  npx unmask generate"))!;
  const node = [process.execPath, ...execArgv, path].map((part) => `'${part}'`).join(" ");
  const answer = await run("sh", ["-c", example.replace("npx unmask", node)]);
  expect(answer.stdout).toMatch(/^\S.*\n$/s);
  expect(answer.stderr).toBe("");

  const web = shown.find((line) => line.startsWith("  curl"))!;
  const [, url, body] = /(http:\S+) -H 'content-type: application\/json' -d '([^']*)'$/.exec(web)!;
  const response = await fetch(url!, { method: "POST", headers: { "content-type": "application/json" }, body: body! });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ model: "pebble", text: answer.stdout.slice(0, -1) });

  const second = unmask("serve", ...flags);
  expect(await second.ended).toBe(2);
  expect(await second.err).toMatch(/^error: .*in use.*\n$/);

  server.child.kill("SIGINT");
  expect(await until(server.lines, "Stopped")).toContain("Stopped: 0 running finished, 0 handed back to the queue.");
  expect(await server.ended).toBe(0);
}, 60_000);
