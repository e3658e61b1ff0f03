import { expect, test } from "vitest";
import { readTextConfig } from "./model-config.js";

const read = (fields: Record<string, unknown>) => readTextConfig({ path: "config.json", fields });
const llada = { vocab_size: 126464, max_sequence_length: 4096, mask_token_id: 126336, eos_token_id: 126081 };
const moe = {
  architectures: ["LLaDAMoEModelLM"],
  vocab_size: 157184,
  max_position_embeddings: 8192,
  eos_token_id: 156892,
};
const llada2 = { model_type: "llada2_moe", vocab_size: 157184, max_position_embeddings: 32768, pad_token_id: 156892 };

test("each family's config is read in its own words", () => {
  expect(read(llada)).toEqual({ vocabSize: 126464, maxLength: 4096, mask: 126336, eos: 126081 });
  expect(read(moe)).toEqual({ vocabSize: 157184, maxLength: 8192, mask: 156895, eos: 156892 });
  expect(read(llada2)).toEqual({ vocabSize: 157184, maxLength: 32768, mask: 156895, eos: 156892, blockCausal: 32 });
});

test("an id that the config does give is taken", () => {
  expect(read({ ...moe, mask_token_id: 5 }).mask).toBe(5);
  expect(read({ ...llada2, eos_token_id: 7 }).eos).toBe(7);
});

test.each([
  [{ ...llada, mask_token_id: undefined }, "mask_token_id is missing, must be an integer from 0 to 126463"],
  [
    { ...llada, max_sequence_length: undefined },
    "max_sequence_length is missing, must be an integer from 1 to 1048576",
  ],
  [{ ...moe, vocab_size: 300, eos_token_id: 2 }, "mask_token_id is missing, must be an integer from 0 to 299"],
  [{ ...moe, max_position_embeddings: 0 }, "max_position_embeddings is 0, must be an integer from 1 to 1048576"],
])("%j is refused by field and value", (fields, message) => {
  expect(() => read(JSON.parse(JSON.stringify(fields)))).toThrow(message);
});
