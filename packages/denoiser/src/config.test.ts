import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseConfig, readConfig } from "./config.js";
import { ModelError } from "./errors.js";
import { smallConfig } from "./testing/checkpoint.js";
import { referenceFolder } from "./testing/reference.js";

const parse = (changes: Record<string, unknown>) => parseConfig(JSON.stringify(smallConfig(changes)), "config.json");

test("the published field names are read", async () => {
  expect(await readConfig(referenceFolder("tiny-llada"))).toEqual({
    family: "llada",
    dModel: 64,
    nHeads: 4,
    nKvHeads: 4,
    nLayers: 3,
    mlpHiddenSize: 160,
    vocabSize: 320,
    ropeTheta: 500000,
    rmsNormEps: 1e-5,
    maxSequenceLength: 1024,
    maskTokenId: 318,
    eosTokenId: 317,
    weightTying: false,
  });
});

test("null means the published default", () => {
  expect(parse({ n_kv_heads: null }).nKvHeads).toBe(2);
  expect(parse({ n_kv_heads: null, multi_query_attention: true }).nKvHeads).toBe(1);
  expect(parse({ mlp_hidden_size: null, mlp_ratio: 3 }).mlpHiddenSize).toBe(48);
  expect(parse({ embedding_size: null }).vocabSize).toBe(50);
});

test.each([
  [{ model_type: "llama" }, /model_type is "llama", expected "llada"; Unmask serves dense LLaDA/],
  [{ activation_type: "gelu" }, /activation_type is "gelu", expected "silu"/],
  [{ include_bias: true }, /include_bias is true, expected false/],
  [{ alibi: true }, /alibi is true, expected false/],
  [{ d_model: undefined }, /d_model is missing, must be an integer in \[1, /],
  [{ n_layers: 0 }, /n_layers is 0, must be an integer in \[1, 1024\]/],
  [{ n_heads: 5 }, /d_model 16 over n_heads 5 is not an even whole number/],
  [{ n_heads: 16 }, /d_model 16 over n_heads 16 is not an even whole number/],
  [{ n_heads: 4, n_kv_heads: 3 }, /n_heads 4 is not a multiple of n_kv_heads 3/],
  [{ mask_token_id: 50 }, /mask_token_id is 50, must be a token id in \[0, 50\)/],
  [{ mask_token_id: undefined }, /mask_token_id is missing/],
  [{ eos_token_id: [48] }, /eos_token_id is \[48\], must be a token id/],
  [{ rope_theta: "10000" }, /rope_theta is "10000", must be a number > 0/],
  [{ rms_norm_eps: -1 }, /rms_norm_eps is -1, must be a number > 0/],
  [{ max_sequence_length: 1e9 }, /max_sequence_length is 1000000000, must be an integer in/],
])("%j is refused by field, value and range", (changes, message) => {
  expect(() => parse(changes)).toThrow(message);
  expect(() => parse(changes)).toThrow(ModelError);
});

test("a folder without config.json and a file that is no JSON object are refused", async () => {
  await expect(readConfig("nowhere")).rejects.toThrow(
    /nowhere.config.json: there is no such file; a model folder holds/,
  );
  for (const text of ["", "[]", "null", "3"]) expect(() => parseConfig(text, "config.json")).toThrow(ModelError);
});

test("any value in any field gives a config or a ModelError", async () => {
  const published = JSON.parse(await readFile(`${referenceFolder("tiny-llada")}/config.json`, "utf8"));
  const field = fc.constantFrom(...Object.keys(published));
  fc.assert(
    fc.property(field, fc.jsonValue(), (name, value) => {
      try {
        const config = parseConfig(JSON.stringify({ ...published, [name]: value }), "config.json");
        expect(config.dModel % config.nHeads).toBe(0);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(ModelError);
      }
    }),
    { numRuns: 500 },
  );
});
