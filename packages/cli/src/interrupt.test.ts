import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { childModule } from "@unmask/runtime";
import { expect, test } from "vitest";
import { serveAnswers } from "./testing/generation-server.js";

test("Ctrl-C cancels the call on the server, says nothing and gives 130", async () => {
  const calls = new EventEmitter();
  const [asked, cancelled] = [once(calls, "asked"), once(calls, "cancelled")];
  const server = await serveAnswers((_, call) => {
    call.once("cancelled", () => calls.emit("cancelled"));
    calls.emit("asked");
    return undefined;
  });
  const { path, execArgv } = childModule(import.meta.url, "./main");
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const unmask = spawn(process.execPath, [...execArgv, path, "generate", "hi", "--server", server.address], {
    cwd: root,
  });
  try {
    const [out, err, ended] = [text(unmask.stdout), text(unmask.stderr), once(unmask, "close")];
    await asked;
    unmask.kill("SIGINT");
    await cancelled;
    expect(await ended).toEqual([130, null]);
    expect([await out, await err]).toEqual(["", ""]);
  } finally {
    unmask.kill("SIGKILL");
    server.close();
  }
});
