import { once } from "node:events";
import { Server, ServerCredentials, status } from "@grpc/grpc-js";
import { clientCredentials, stepProtocol, WorkerServiceClient, workerService } from "@unmask/wire";
import { afterAll, beforeAll, expect, test } from "vitest";
import { workerServiceHandlers } from "./worker-service.js";

const server = new Server();
let address: string;

beforeAll(async () => {
  const nothing = () => {};
  const events = { attached: () => undefined, heard: nothing, result: nothing, failure: nothing, detached: nothing };
  server.addService(workerService, workerServiceHandlers(events));
  const port = await new Promise<number>((resolve, reject) => {
    const onBound = (error: Error | null, bound: number) => (error ? reject(error) : resolve(bound));
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), onBound);
  });
  address = `127.0.0.1:${port}`;
});
afterAll(() => server.forceShutdown());

const hello = {
  protocol: stepProtocol,
  workerId: "w",
  model: "m",
  modelDigest: "d",
  maxInFlight: 2,
  maxRows: 8,
  maxTokens: 800,
  maxLength: 100,
  vocabSize: 50,
};

test.each([
  [{ protocol: 0 }, /version 0 of the step protocol, this scheduler version \d+: run one release/],
  [{ maxRows: 0 }, /maxRows must be at least 1, got 0/],
  [{ model: "" }, /model must not be empty/],
  [{ shapes: [64, 32] }, /shapes must ascend from 1 to at least maxLength 100, got 64, 32/],
])("a hello with %j is refused with the reason", async (wrong, reason) => {
  const client = new WorkerServiceClient(address, clientCredentials(undefined));
  const stream = client.Attach();
  stream.on("data", () => {});
  stream.write({ hello: { ...hello, ...wrong } });
  const [error] = await once(stream, "error", { signal: AbortSignal.timeout(10_000) }).catch((thrown) => [thrown]);
  expect(error).toMatchObject({ code: status.FAILED_PRECONDITION, details: expect.stringMatching(reason) });
  client.close();
});
