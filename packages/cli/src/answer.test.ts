import { UnmaskClient } from "@unmask/client";
import { afterEach, expect, test } from "vitest";
import { watchAnswer } from "./answer.js";
import { resultOf, type StreamCall, serveAnswers } from "./testing/generation-server.js";
import { Screen } from "./testing/screen.js";
import { LiveView } from "./view/live-view.js";
import { paletteFor } from "./view/palette.js";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A live view of what a server streams. */
async function watch(stream: (call: StreamCall) => void) {
  const server = await serveAnswers(() => "", stream);
  const client = new UnmaskClient({ address: server.address });
  closers.push(() => client.close(), server.close);
  const screen = new Screen(80, 24);
  const controller = new AbortController();
  const view = new LiveView(screen, paletteFor(24));
  return {
    screen,
    controller,
    answer: watchAnswer(client.stream({ prompt: "hi" }, { signal: controller.signal }), view, controller.signal),
  };
}

const started = { started: { requestId: "r1", model: "tiny", promptTokens: 5, genLength: 4 } };
const commits = [{ position: 2, tokenId: 3, text: " last", confidence: 1 }];

test("a streamed answer ends as its plain text and a summary", async () => {
  const { screen, answer } = await watch((call) => {
    call.write(started);
    call.write({ frame: { step: 0, forwards: 1, masked: 3, commits } });
    call.write({ result: resultOf("First and last") });
    call.end();
  });
  expect((await answer).text).toBe("First and last");
  expect(screen.lines).toEqual([
    "First and last",
    "2 tokens · 0.25 s · 8.0 tokens/s · 4 steps · 8 forwards · stop",
    "",
  ]);
});

test("an interrupted answer stays as far as it came, with the cursor below it", async () => {
  const { screen, controller, answer } = await watch((call) => {
    call.write(started);
    call.write({ frame: { step: 0, forwards: 1, masked: 3, commits } });
  });
  await expect.poll(() => screen.lines[0]).toBe("░░ last░");
  controller.abort();
  await expect(answer).rejects.toMatchObject({ code: "CANCELLED" });
  expect(screen.lines).toHaveLength(3);
  expect(screen.lines[0]).toBe("░░ last░");
  expect(screen.cursorVisible).toBe(true);
});

test("a failed answer leaves the screen as it was", async () => {
  const { screen, answer } = await watch((call) => {
    call.write(started);
    call.end();
  });
  await expect(answer).rejects.toThrow("the server ended the stream without a result");
  expect(screen.lines).toEqual([""]);
  expect(screen.cursorVisible).toBe(true);
});
