import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildDenoiseGraph, Denoiser, decodeAnswer } from "@unmask/denoiser";
import { readDefaults, resolveParams } from "@unmask/diffusion";
import { loadText } from "@unmask/text";
import { expect, test } from "vitest";

/** What ships in models/ is whole: its graph is the one its weights give, and it answers. */

const pebble = fileURLToPath(new URL("../models/pebble", import.meta.url));

test("the shipped denoise graph is what the builder makes of the shipped weights", async () => {
  const { onnx } = await buildDenoiseGraph(pebble);
  expect(Buffer.compare(await readFile(join(pebble, "denoise.onnx")), onnx)).toBe(0);
});

test("the demo's sprints are worked out in whole sentences, by the model's own defaults and by the reference sampler", async () => {
  const text = await loadText(pebble);
  const denoiser = await Denoiser.load(pebble, { threads: 1 });
  const content =
    "Emma decides to run 4 sprints 5 times a week. She runs 75 meters each sprint. How many total meters does she run a week?";
  const promptIds = text.encodeChat([{ role: "user", content }]);
  for (const input of [{}, { strategy: "low_confidence" }]) {
    const defaults = readDefaults(text.generationConfig!.fields);
    const params = resolveParams(input, promptIds.length, { ...text, defaults });
    const answer = await decodeAnswer(denoiser, { promptIds, params, special: text.special });
    expect(text.decode(answer.slice(0, text.visibleLength(answer)))).toBe(
      "She runs 75*4=300 meters each time. She runs 300*5=1500 meters a week. The final result is 1500.",
    );
  }
  await denoiser.close();
});
