import { Denoiser, decodeSteps } from "@unmask/denoiser";
import { type SequenceInput, startSequence } from "@unmask/diffusion";

/** A process that does nothing but steps: one sequence after another, each step as soon as the last one is there. */

export type ToBareLoop =
  | { readonly kind: "load"; readonly modelFolder: string; readonly threads: number; readonly inputs: SequenceInput[] }
  | { readonly kind: "run"; readonly forMs: number };
export type FromBareLoop =
  | { readonly kind: "loaded" }
  | { readonly kind: "ran"; readonly steps: number; readonly ms: number };

let denoiser: Denoiser;
let inputs: readonly SequenceInput[];
let next = 0;

const send = (message: FromBareLoop) => process.send?.(message);

process.on("message", async (message: ToBareLoop) => {
  if (message.kind === "load") {
    denoiser = await Denoiser.load(message.modelFolder, { threads: message.threads });
    inputs = message.inputs;
    send({ kind: "loaded" });
    return;
  }
  const startMs = performance.now();
  const elapsed = () => performance.now() - startMs;
  let steps = 0;
  while (elapsed() < message.forMs) {
    for await (const _ of decodeSteps(denoiser, startSequence(inputs[next++ % inputs.length]!))) {
      steps += 1;
      if (elapsed() >= message.forMs) break;
    }
  }
  send({ kind: "ran", steps, ms: elapsed() });
});
process.on("disconnect", () => process.exit(0));
