import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, expect, test } from "vitest";
import { childModule } from "./child-module.js";

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** A process of its own whose shutdown handler has `body`. */
async function start(body: string, options = "{}") {
  const { path, execArgv } = childModule(import.meta.url, "./shutdown");
  const code = `
    import { onShutdown } from ${JSON.stringify(path)};
    setInterval(() => {}, 1000);
    onShutdown(async () => { ${body} }, ${options});
    console.log("up");
  `;
  const child = spawn(process.execPath, [...execArgv, "--input-type=module", "-e", code]);
  children.push(child);
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  await once(child.stdout, "data");
  return { child, ended: once(child, "close").then(([code]) => code), said: () => said };
}

test("the first signal runs the handler, and its code is the process's", async () => {
  const { child, ended, said } = await start('console.error("handled"); return 7;');
  child.kill("SIGTERM");
  expect(await ended).toBe(7);
  expect(said()).toBe("SIGTERM: finishing or handing back what is running; once more stops at once\nhandled\n");
});

test("a second signal ends a handler that hangs, with 130", async () => {
  const { child, ended, said } = await start("return new Promise(() => {});", "{ samePressMs: 0 }");
  child.kill("SIGINT");
  await once(child.stderr, "data");
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  expect(said()).toContain("SIGINT again");
});

test("a handler that fails is one line and 1", async () => {
  const { child, ended, said } = await start('throw new Error("queue is gone");');
  child.kill("SIGINT");
  expect(await ended).toBe(1);
  expect(said()).toMatch(/\nshutdown failed: queue is gone\n$/);
});

test("one Ctrl-C that arrives twice is one", async () => {
  const body = `
    const released = new Promise((done) => process.once("SIGUSR2", done));
    console.log("handling");
    await released;
    return 5;`;
  const { child, ended, said } = await start(body, "{ samePressMs: 600_000 }");
  child.kill("SIGINT");
  await once(child.stdout, "data");
  child.kill("SIGINT");
  child.kill("SIGUSR2");
  expect(await ended).toBe(5);
  expect(said()).not.toContain("again");
});
