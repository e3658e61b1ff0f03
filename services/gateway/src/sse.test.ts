import { once } from "node:events";
import { connect, type Socket } from "node:net";
import Fastify, { type FastifyInstance } from "fastify";
import { afterEach, expect, test, vi } from "vitest";
import { type SseOptions, SseStream } from "./sse.js";

const open: { app: FastifyInstance; sockets: Socket[] }[] = [];
afterEach(async () => {
  for (const { app, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy();
    app.server.closeAllConnections();
    await app.close();
  }
});

/** A server whose one route hands its stream to the test, and a socket that asks for it. */
async function start(options: SseOptions = {}) {
  const app = Fastify();
  const got: SseStream[] = [];
  app.get("/", async (_, reply) => {
    const sse = new SseStream(reply, options);
    sse.open();
    got.push(sse);
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const socket = connect((app.server.address() as { port: number }).port, "127.0.0.1");
  open.push({ app, sockets: [socket] });
  socket.on("error", () => {});
  let received = "";
  const read = (chunk: Buffer) => {
    received += chunk;
  };
  socket.on("data", read);
  socket.write("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
  const sse = await vi.waitFor(() => got[0] ?? expect.fail("not asked"), { timeout: 10_000 });
  return { sse, socket, server: app.server, received: () => received };
}

test("events are lines, and an idle stream says that it lives", async () => {
  const { sse, socket, received } = await start({ keepAliveMs: 20 });
  expect(sse.send({ a: "b\nc" }, "frame")).toBe(true);
  await vi.waitFor(() => expect(received()).toContain(": waiting\n\n"), { timeout: 10_000 });
  sse.send("[DONE]");
  sse.end();
  socket.end();
  await once(socket, "close");
  expect(received()).toContain('event: frame\ndata: {"a":"b\\nc"}\n\n');
  expect(received()).toContain("data: [DONE]\n\n");
  expect(received()).toContain("content-type: text/event-stream");
});

test("a reader that is behind is heard of, and one that takes nothing for too long is cut off", async () => {
  const { sse, socket, server } = await start({ stallMs: 200 });
  socket.pause();
  // More than the sockets' own buffers hold.
  expect(sse.send("x".repeat(32 * 1024 * 1024))).toBe(false);
  const connections = () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
  expect(await connections()).toBe(1);
  await vi.waitFor(async () => expect(await connections()).toBe(0), { timeout: 10_000 });
});

test("a reader that catches up goes on", async () => {
  const { sse, socket } = await start({ stallMs: 60_000 });
  socket.pause();
  expect(sse.send("x".repeat(32 * 1024 * 1024))).toBe(false);
  const drained = new Promise<void>((resolve) => sse.onDrain(resolve));
  socket.resume();
  await drained;
  expect(sse.send("y")).toBe(true);
});

test("nothing is written to a reader that is gone", async () => {
  const { sse, socket } = await start();
  socket.destroy();
  await once(socket, "close");
  await vi.waitFor(() => expect(sse.send("x")).toBe(true), { timeout: 10_000 });
  sse.end();
});
