import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Denoiser } from "@unmask/denoiser";
import {
  answerIds,
  applyStep,
  isComplete,
  nextRow,
  resolveParams,
  type SamplingParams,
  type Sequence,
  startSequence,
  transferCount,
} from "@unmask/diffusion";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** What the authors' own code computed; see test/fixtures/reference/README.md. */
interface DecodingCase {
  name: string;
  prompt_ids: number[][];
  attention_mask?: number[][] | null;
  gen_length: number;
  block_length: number;
  steps?: number;
  cfg_scale?: number;
  remasking?: SamplingParams["strategy"];
  logits_eos_inf?: boolean;
  confidence_eos_eot_inf?: boolean;
  threshold?: number;
  canvas_after_step: number[][][];
  /** [row, position, token, confidence] for each step. */
  commits?: [number, number, number, number][][];
  final_ids: number[][];
  model_calls?: number;
  forwards?: number;
  row_forwards?: number[];
}
interface Cases {
  special_ids: { mask: number; eos: number; eot: number };
  generate: DecodingCase[];
  threshold: DecodingCase[];
  transfer_schedule: { masked: number; steps: number; counts: number[] }[];
}

const reference = fileURLToPath(new URL("fixtures/reference", import.meta.url));
const checkpoints = ["tiny-llada", "tiny-llada-bf16-sharded"];

describe.each(checkpoints)("%s decodes like the reference, step by step", async (checkpoint) => {
  const cases: Cases = JSON.parse(await readFile(join(reference, `${checkpoint}.expected`, "cases.json"), "utf8"));
  let folder: string;
  let denoiser: Denoiser;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "unmask-parity-"));
    await cp(join(reference, checkpoint), folder, { recursive: true });
    denoiser = await Denoiser.load(folder, { threads: 1 });
  });
  afterAll(async () => {
    await denoiser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test.each([...cases.generate, ...cases.threshold])("$name", async (expected) => {
    const sequences = expected.prompt_ids.map((ids, row) => {
      // Padding is left out, not masked: RoPE is relative, so the numbers are the same.
      const prompt = ids.filter((_, i) => expected.attention_mask?.[row]?.[i] !== 0);
      const params = paramsOf(expected, prompt.length);
      return startSequence({ promptIds: prompt, params, special: cases.special_ids });
    });
    const history = await decode(denoiser, sequences);

    for (const [row, sequence] of sequences.entries()) {
      const steps = distinct(expected.canvas_after_step.map((canvases) => canvases[row]!));
      expect(history.canvases[row]).toEqual(steps);
      expect(answerIds(sequence)).toEqual(expected.final_ids[row]!.slice(-expected.gen_length));
      const forwards = sequence.progress.forwards / (expected.cfg_scale ? 2 : 1);
      expect(forwards).toBe(expected.row_forwards?.[row] ?? expected.forwards ?? expected.model_calls);
    }
    for (const [row, commits] of history.commits.entries()) {
      const wanted = (expected.commits ?? []).flatMap((step) => step.filter(([r]) => r === row));
      for (const [i, [, position, token, confidence]] of wanted.entries()) {
        expect(commits[i]!.slice(0, 2)).toEqual([position, token]);
        expect(Math.abs(commits[i]![2] - confidence), `confidence ${commits[i]![2]}`).toBeLessThan(5e-4);
      }
    }
  });

  test.each(cases.transfer_schedule)("$masked masks in $steps steps", ({ masked, steps, counts }) => {
    expect(counts.map((_, step) => transferCount(masked, steps, step))).toEqual(counts);
  });
});

function paramsOf(expected: DecodingCase, promptLength: number): SamplingParams {
  return resolveParams(
    {
      genLength: expected.gen_length,
      blockLength: expected.block_length,
      steps: expected.steps,
      cfgScale: expected.cfg_scale,
      strategy: expected.threshold === undefined ? expected.remasking : "threshold",
      threshold: expected.threshold,
      logitsEosInf: expected.logits_eos_inf,
      confidenceEosEotInf: expected.confidence_eos_eot_inf,
      eosEarlyStop: false,
    },
    promptLength,
    { maxLength: 1024 },
  );
}

/** Decodes all sequences in shared batches, the finished ones leaving at once. */
async function decode(denoiser: Denoiser, sequences: Sequence[]) {
  const canvases: number[][][] = sequences.map(() => []);
  const commits: [number, number, number][][] = sequences.map(() => []);
  for (;;) {
    const active = sequences.flatMap((sequence, row) => (isComplete(sequence) ? [] : [{ sequence, row }]));
    if (active.length === 0) return { canvases, commits };
    const rows = active.map(({ sequence }) => nextRow(sequence));
    const predictions = await denoiser.run(rows);
    for (const [i, { sequence, row }] of active.entries()) {
      const commit = applyStep(sequence, rows[i]!, predictions[i]!);
      canvases[row]!.push(answerIds(sequence));
      for (const [k, position] of commit.positions.entries()) {
        commits[row]!.push([position, commit.ids[k]!, commit.confidences[k]!]);
      }
    }
  }
}

/** The reference counts steps that change nothing, and a batch goes on for its slowest row; here neither happens. */
function distinct(canvases: number[][]): number[][] {
  return canvases.filter((canvas, i) => i === 0 || JSON.stringify(canvas) !== JSON.stringify(canvases[i - 1]));
}
