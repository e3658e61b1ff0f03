// biome-ignore lint/correctness/noUndeclaredDependencies: as in every test file; only tests import this one
import fc from "fast-check";
import { fallback, type SamplingParams, strategies } from "../parameters.js";
import type { SequenceInput } from "../sequence.js";

/** Requests of every kind, for properties that have to hold for all of them. */

export const special = { mask: 99, eos: 98, eot: 97 };
export const prompt = [1, 2, 3];
/** What a template has where it is not open. */
const known = 50;

export const plain: SamplingParams = {
  ...fallback,
  genLength: 4,
  blockLength: 4,
  steps: 4,
  eosEarlyStop: false,
  lowThreshold: 0.2,
};

/** Evenly, in thousandths: fc.double draws representable numbers, of which nearly all are as good as 0. */
export const upTo = (max: number, min = 0): fc.Arbitrary<number> =>
  fc.integer({ min: min * 1000, max: max * 1000 }).map((thousandths) => thousandths / 1000);

const choices = fc.record({
  blockLength: fc.integer({ min: 1, max: 12 }),
  blocks: fc.integer({ min: 1, max: 4 }),
  stepsPerBlock: fc.integer({ min: 1, max: 15 }),
  strategy: fc.constantFrom(...strategies),
  temperature: fc.constantFrom(0, 0.8),
  cfgScale: fc.constantFrom(0, 1.5),
  eosEarlyStop: fc.boolean(),
  logitsEosInf: fc.boolean(),
  confidenceEosEotInf: fc.boolean(),
  seed: fc.nat(),
  threshold: upTo(1, 0.001),
  lowThreshold: upTo(1),
  factor: upTo(5, 0.001),
  entropyBound: upTo(5),
  remaskEta: upTo(1),
  suffixWindow: fc.constantFrom(0, 1, 5),
  draftThreshold: upTo(1, 0.001),
  verifyThreshold: upTo(1),
  editThreshold: fc.constantFrom(1, 1, 0, 0.5),
  editRounds: fc.nat(4),
  bannedIds: fc.constantFrom([], [0, 1, 2, 3]),
});
const limits = fc.record({
  least: fc.nat(),
  most: fc.option(fc.nat()),
  pinned: fc.array(fc.nat(), { maxLength: 3 }),
});

/** Any parameters, and with them any kind of model and canvas. The last block may be shorter than the others. */
export const inputs: fc.Arbitrary<SequenceInput> = fc
  .record({
    choices,
    limits,
    blockCausal: fc.boolean(),
    cut: fc.nat(11),
    holes: fc.option(fc.array(fc.boolean(), { minLength: 48 })),
  })
  .map(
    ({ choices: { blocks, stepsPerBlock, ...chosen }, limits: { least, most, pinned }, blockCausal, cut, holes }) => {
      const { blockLength } = chosen;
      const genLength = blockLength * blocks - (cut % blockLength);
      const common = { ...plain, ...chosen, genLength, steps: stepsPerBlock * blocks };
      const canvas = { promptIds: prompt, special, blockCausal };
      if (holes) {
        const template = Array.from({ length: genLength }, (_, i) => (holes[i] ? special.mask : known));
        return { ...canvas, template, params: { ...common, minLength: genLength, maxLength: genLength } };
      }
      const maxLength = most === null ? genLength : 1 + (most % genLength);
      const pins = [...new Set(pinned.map((at) => at % maxLength))]
        .slice(0, maxLength - 1)
        .map((position) => ({ position, id: 7 }));
      return { ...canvas, params: { ...common, pins, minLength: least % (maxLength + 1), maxLength } };
    },
  );
