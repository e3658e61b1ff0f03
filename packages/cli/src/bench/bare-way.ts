import { fork } from "node:child_process";
import { once } from "node:events";
import {
  type ClientDuplexStream,
  credentials,
  makeGenericClientConstructor,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
} from "@grpc/grpc-js";
import { childModule } from "@unmask/runtime";
import type { ToBareEngine } from "./bare-way-main.js";

type Bytes = Buffer;
const same = (bytes: Bytes): Bytes => bytes;
const attach = {
  path: "/bare/Attach",
  requestStream: true,
  responseStream: true,
  requestSerialize: same,
  requestDeserialize: same,
  responseSerialize: same,
  responseDeserialize: same,
};

/**
 * The way of a step with nothing of ours on it: bytes over gRPC to a worker's side, over IPC to a process that is busy for as long as
 * a forward pass takes, and back. What a step's `wait` would be on this machine if our code took no time.
 * @param forMs how long the process is busy
 * @param bytes of each message; a row of 160 tokens is about this many
 * @returns milliseconds beside those, one for each time there and back
 */
export async function bareWay(forMs: number, count: number, bytes = 1024): Promise<number[]> {
  const { path, execArgv } = childModule(import.meta.url, "./bare-way-main");
  const engine = fork(path, { execArgv, serialization: "advanced" });
  const server = new Server();
  const payload = Buffer.alloc(bytes);
  let answered = () => {};
  const attached = new Promise<ServerDuplexStream<Bytes, Bytes>>((resolve) => {
    server.addService(
      { attach },
      {
        attach: (stream: ServerDuplexStream<Bytes, Bytes>) => {
          stream.on("data", () => answered());
          stream.on("error", () => {});
          resolve(stream);
        },
      },
    );
  });
  const port = await new Promise<number>((resolve, reject) => {
    const onBound = (error: Error | null, bound: number) => (error ? reject(error) : resolve(bound));
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), onBound);
  });
  const client = new (makeGenericClientConstructor({ attach }, "bare"))(
    `127.0.0.1:${port}`,
    credentials.createInsecure(),
  );
  const worker = (client as unknown as { attach(): ClientDuplexStream<Bytes, Bytes> }).attach();
  worker.on("data", (message: Bytes) => engine.send({ forMs, bytes: message } satisfies ToBareEngine));
  worker.on("error", () => {});
  engine.on("message", () => worker.write(payload));
  try {
    const scheduler = await attached;
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      const startMs = performance.now();
      const answer = new Promise<void>((resolve) => {
        answered = resolve;
      });
      scheduler.write(payload);
      await answer;
      times.push(performance.now() - startMs - forMs);
    }
    return times;
  } finally {
    client.close();
    server.forceShutdown();
    const ended = once(engine, "exit");
    engine.kill("SIGKILL");
    await ended;
  }
}
