import { describe, expect, test } from "vitest";
import type { ParamsInput } from "./parameters.js";
import { InvalidParams, readDefaults, resolveParams } from "./params.js";

function violations(input: ParamsInput, promptLength = 10, maxLength = 1024): Record<string, string> {
  try {
    resolveParams(input, promptLength, { maxLength });
    return {};
  } catch (error) {
    return Object.fromEntries((error as InvalidParams).violations.map((v) => [v.field, v.message]));
  }
}

describe("what a request leaves out", () => {
  test("has generate.py's defaults", () => {
    expect(resolveParams({}, 0, { maxLength: 4096 })).toMatchObject({
      genLength: 128,
      blockLength: 128,
      steps: 128,
      temperature: 0,
      cfgScale: 0,
      strategy: "low_confidence",
    });
  });

  test("has the model's defaults before those", () => {
    const defaults = { genLength: 64, blockLength: 16, steps: 32, strategy: "threshold" };
    expect(resolveParams({ seed: 5 }, 0, { maxLength: 1024, defaults })).toMatchObject({ ...defaults, seed: 5 });
  });

  test("never contradicts what it says", () => {
    const defaults = { genLength: 64, blockLength: 16, steps: 32 };
    expect(resolveParams({ genLength: 40 }, 0, { maxLength: 1024, defaults })).toMatchObject({
      blockLength: 40,
      steps: 40,
    });
    expect(resolveParams({ blockLength: 4 }, 0, { maxLength: 1024, defaults })).toMatchObject({
      genLength: 64,
      steps: 32,
    });
    expect(resolveParams({ genLength: 48 }, 0, { maxLength: 1024, defaults })).toMatchObject({
      blockLength: 16,
      steps: 48,
    });
  });

  test("grows the canvas, in whole blocks, to an answer that may be longer, as far as the context goes", () => {
    const defaults = { genLength: 64, blockLength: 16, steps: 32 };
    const resolve = (input: ParamsInput) => resolveParams(input, 24, { maxLength: 128, defaults });
    expect(resolve({ maxLength: 40 })).toMatchObject({ genLength: 64, maxLength: 40, steps: 32 });
    expect(resolve({ maxLength: 70 })).toMatchObject({ genLength: 80, maxLength: 70, blockLength: 16, steps: 80 });
    expect(resolve({ minLength: 70 })).toMatchObject({ genLength: 80, minLength: 70, maxLength: 80 });
    expect(resolve({ maxLength: 4096 })).toMatchObject({ genLength: 96, maxLength: 96, blockLength: 16 });
    expect(resolve({ maxLength: 4096, genLength: 32 })).toMatchObject({ genLength: 32, maxLength: 32 });
  });

  test("shrinks to the room that the prompt leaves", () => {
    const defaults = { genLength: 64, blockLength: 16, steps: 32 };
    expect(resolveParams({}, 1000, { maxLength: 1024, defaults })).toMatchObject({
      genLength: 16,
      blockLength: 16,
      steps: 16,
    });
    expect(resolveParams({}, 1020, { maxLength: 1024, defaults })).toMatchObject({
      genLength: 4,
      blockLength: 4,
      steps: 4,
    });
  });
});

test("WINO's default canvas leaves room for a block's second look", () => {
  const defaults = { genLength: 64, blockLength: 16, steps: 64, strategy: "wino" };
  expect(resolveParams({}, 960, { maxLength: 1024, defaults })).toMatchObject({ genLength: 48, blockLength: 16 });
  expect(resolveParams({}, 1014, { maxLength: 1024, defaults })).toMatchObject({ genLength: 1, blockLength: 1 });
  expect(violations({ strategy: "wino", genLength: 1000, blockLength: 100 })).toEqual({
    block_length:
      "block_length must be at most 14 for wino, whose rows hold a block twice (context 1024), got 100; or shorten gen_length",
  });
});

describe("what is wrong is named, all of it at once", () => {
  test.each<[ParamsInput, string, string]>([
    [{ genLength: 100, blockLength: 32 }, "block_length", "block_length must divide gen_length 100, got 32"],
    [{ genLength: 0 }, "gen_length", "gen_length must be an integer from 1 to 2147483647, got 0"],
    [{ genLength: 1.5 }, "gen_length", "gen_length must be an integer from 1 to 2147483647, got 1.5"],
    [
      { genLength: 1015 },
      "gen_length",
      "gen_length must be at most 1014 (context 1024 less 10 prompt tokens), got 1015",
    ],
    [
      { genLength: 64, blockLength: 16, steps: 6 },
      "steps",
      "steps must be a multiple of the number of blocks, 4 (gen_length 64 / block_length 16), got 6",
    ],
    [{ steps: -128 }, "steps", "steps must be an integer from 1 to 2147483647, got -128"],
    [{ temperature: -0.1 }, "temperature", "temperature must be between 0 and 100, got -0.1"],
    [{ temperature: Number.NaN }, "temperature", "temperature must be between 0 and 100, got NaN"],
    [{ cfgScale: Number.POSITIVE_INFINITY }, "cfg_scale", "cfg_scale must be between 0 and 100, got Infinity"],
    [{ threshold: 0 }, "threshold", "threshold must be above 0 and at most 1, got 0"],
    [{ seed: 2 ** 53 }, "seed", "seed must be an integer from 0 to 9007199254740991, got 9007199254740992"],
    [
      { strategy: "best" },
      "strategy",
      'strategy must be one of low_confidence, random, margin, entropy, threshold, factor, entropy_bounded, hierarchical, remdm_cap, remdm_rescale, remdm_confidence, wino, got "best"',
    ],
  ])("%o", (input, field, message) => {
    expect(violations(input)).toEqual({ [field]: message });
  });

  test.each<[ParamsInput, string, string]>([
    [{ strategy: "hierarchical", lowThreshold: 0.95 }, "low_threshold", "must be at most threshold 0.9, got 0.95"],
    [{ factor: 0 }, "factor", "must be a number above 0, got 0"],
    [{ entropyBound: -1 }, "entropy_bound", "must be between 0 and 1000, got -1"],
    [{ remaskEta: 2 }, "remask_eta", "must be between 0 and 1, got 2"],
    [{ suffixWindow: -1 }, "suffix_window", "must be an integer from 0 to 2147483647, got -1"],
    [{ bannedIds: new Array(257).fill(1) }, "banned_ids", "must be at most 256 ids, got 257"],
    [{ genLength: 4, minLength: 5 }, "min_length", "must be an integer from 0 to 4, got 5"],
    [{ genLength: 4, maxLength: 0 }, "max_length", "must be an integer from 1 to 2147483647, got 0"],
    [{ genLength: 4, minLength: 3, maxLength: 2 }, "min_length", "must be at most max_length 2, got 3"],
    [{ genLength: 4, pins: [{ position: 4, id: 1 }] }, "pins.position", "must be an integer from 0 to 3, got 4"],
    [{ pins: [0, 0].map((position) => ({ position, id: 1 })) }, "pins.position", "0 is given twice"],
    [
      { genLength: 1, pins: [{ position: 0, id: 1 }] },
      "pins",
      "fix all 1 tokens of the answer; leave at least one open",
    ],
  ])("%o", (input, field, message) => {
    expect(violations(input)).toEqual({ [field]: `${field} ${message}` });
  });

  test("several", () => {
    expect(Object.keys(violations({ genLength: -1, temperature: -1, strategy: "" }))).toEqual([
      "gen_length",
      "temperature",
      "strategy",
    ]);
    expect(() => resolveParams({ temperature: -1 }, 0, { maxLength: 10 })).toThrow(InvalidParams);
  });

  test("ids that the model's vocabulary does not have, with all else", () => {
    const model = { maxLength: 100, vocabSize: 50, special: { mask: 49 } };
    const input = { bannedIds: [1, 50], pins: [{ position: 0, id: 49 }], temperature: -1 };
    expect(() => resolveParams(input, 0, model)).toThrow(
      "temperature must be between 0 and 100, got -1; banned_ids must be ids from 0 to 49 other than the mask's 49, got 50; " +
        "pins.token_id must be ids from 0 to 49 other than the mask's 49, got 49",
    );
  });

  test("a prompt that fills the context", () => {
    expect(violations({}, 1024).prompt).toContain("1024 tokens, which leaves no room");
  });
});

describe("what a model's folder recommends", () => {
  test("has generate.py's names, with remasking for the strategy, beside other programs' fields", () => {
    const fields = {
      gen_length: 64,
      remasking: "random",
      logits_eos_inf: true,
      seed: null,
      eos_token_id: "x",
      pins: 3,
    };
    expect(readDefaults(fields)).toEqual({ genLength: 64, strategy: "random", logitsEosInf: true });
  });

  test.each<[Record<string, unknown>, string]>([
    [{ steps: "many" }, 'steps is "many": it must be a number'],
    [{ eos_early_stop: 1 }, "eos_early_stop is 1: it must be a boolean"],
    [{ threshold: 1.5 }, "threshold is 1.5: it must be above 0 and at most 1, got 1.5"],
    [{ remasking: "best" }, 'remasking is "best": it must be one of low_confidence, random'],
  ])("%o is refused", (fields, message) => {
    expect(() => readDefaults(fields)).toThrow(message);
  });
});
