import { Denoiser } from "@unmask/denoiser";
import type { FromEngine, ToEngine } from "./engine-protocol.js";

/**
 * The engine: a process of its own, because ONNX Runtime's run() blocks the event loop, and a thread that is ended during
 * a run takes the whole process with it. Messages wait in the pipe while a batch runs, so it goes from one to the next
 * without a gap. It holds no state but the model.
 */

let denoiser: Promise<Denoiser> | undefined;
// One run at a time: the chain ends with the last message that came in.
let last: Promise<void> = Promise.resolve();

function send(message: FromEngine): void {
  process.send?.(message);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function handle(message: ToEngine): Promise<void> {
  switch (message.kind) {
    case "load":
      denoiser = Denoiser.load(message.modelFolder, { threads: message.threads, device: message.device });
      try {
        send({ kind: "loaded", info: (await denoiser).info });
      } catch (error) {
        send({ kind: "unusable", message: messageOf(error) });
      }
      return;
    case "run": {
      const { runId, rows } = message;
      try {
        const startMs = performance.now();
        const spent = { packMs: 0, sampleMs: 0 };
        const predictions = await (await denoiser!).run(rows, spent);
        send({ kind: "done", runId, predictions, forwardMs: performance.now() - startMs, ...spent });
      } catch (error) {
        send({ kind: "failed", runId, message: messageOf(error) });
      }
      return;
    }
    default:
      message satisfies never;
  }
}

process.on("message", (message: ToEngine) => {
  last = last.then(() => handle(message));
});
// The worker service is gone: nobody is left to answer.
process.on("disconnect", () => process.exit(0));
// A terminal sends Ctrl-C to the whole process group; the service decides when its engine ends.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
