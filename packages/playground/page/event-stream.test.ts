import fc from "fast-check";
import { expect, test } from "vitest";
import { readEvents } from "./event-stream.js";

async function read(chunks: readonly Uint8Array[]) {
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  const events = [];
  for await (const event of readEvents(stream)) events.push(event);
  return events;
}

test("events arrive whole, wherever the network cuts them, in the middle of a character too", async () => {
  const line = fc.string({ unit: fc.constantFrom("a", " ", ":", "é", "😀", "{", '"') });
  const event = fc.record({
    event: fc.stringMatching(/^[a-z]{1,8}$/),
    data: fc.array(line, { minLength: 1, maxLength: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(event), fc.array(fc.nat(40)), async (events, cuts) => {
      const text = events
        .map(({ event, data }) => `event: ${event}\n${data.map((d) => `data: ${d}\n`).join("")}\n`)
        .join("");
      const bytes = new TextEncoder().encode(text);
      const chunks: Uint8Array[] = [];
      let at = 0;
      for (const cut of cuts) {
        chunks.push(bytes.slice(at, at + cut));
        at += cut;
      }
      chunks.push(bytes.slice(at));
      expect(await read(chunks)).toEqual(events.map(({ event, data }) => ({ event, data: data.join("\n") })));
    }),
  );
});

test("comments keep a connection alive and say nothing; an event without a name is a message", async () => {
  const bytes = new TextEncoder().encode(": still here\n\ndata: [DONE]\r\n\r\n");
  expect(await read([bytes])).toEqual([{ event: "message", data: "[DONE]" }]);
});
