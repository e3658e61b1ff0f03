import { once } from "node:events";
import { Server, ServerCredentials, type ServerDuplexStream } from "@grpc/grpc-js";
import { encodeRow, workerService } from "@unmask/wire";

/**
 * What gRPC alone takes: a server of WorkerService that sends each worker the same step of 512 tokens whenever it has answered one, and
 * looks at nothing. The ceiling of any scheduler in Node. Arguments: the address to listen at; prints how many steps were answered
 * whenever it is sent a line.
 */
const [address = "127.0.0.1:0"] = process.argv.slice(2);
const inFlight = 2;

const canvas = Int32Array.from({ length: 512 }, (_, i) => (i < 400 ? 100 + i : 126_336));
const row = encodeRow({
  inputIds: canvas,
  guidanceScale: 0,
  candidates: Int32Array.from({ length: 16 }, (_, i) => 400 + i),
  suppressedIds: [126_336],
  confidenceSuppressedIds: [],
  temperature: 0,
  seed: 1,
  step: 1,
});
const { Attach } = workerService;
const batch = Attach.responseSerialize({ batch: { batchId: 1, rows: [row], jobIds: ["j-1000"] } });
const welcome = Attach.responseSerialize({ welcome: { schedulerId: "bare", leaseMs: 60_000 } });

const same = (bytes: Buffer): Buffer => bytes;
const raw = { ...Attach, requestDeserialize: same, responseSerialize: same };
let steps = 0;
const server = new Server();
server.addService(
  { Attach: raw },
  {
    Attach: (stream: ServerDuplexStream<Buffer, Buffer>) => {
      stream.on("error", () => {});
      stream.once("data", () => {
        stream.write(welcome);
        for (let i = 0; i < inFlight; i++) stream.write(batch);
        stream.on("data", () => {
          steps += 1;
          stream.write(batch);
        });
      });
    },
  },
);
await new Promise<void>((resolve, reject) => {
  server.bindAsync(address, ServerCredentials.createInsecure(), (error) => (error ? reject(error) : resolve()));
});
process.stdin.on("data", () => process.stdout.write(`${steps}\n`));
await once(process.stdin, "end");
server.forceShutdown();
