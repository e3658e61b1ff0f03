import { integerField, type JsonFile } from "./json-file.js";

/** What config.json says of the ids, in whichever family's words. */
export interface TextConfig {
  readonly vocabSize: number;
  /** Context, tokens. */
  readonly maxLength: number;
  readonly mask: number;
  readonly eos: number;
  /** Tokens of a block, counted from position 0, that is blind to later ones; absent where every token sees all. */
  readonly blockCausal?: number;
}

/** Ids and blocks that the inclusionAI models' config.json leaves to its users, from their model cards. */
const published = { mask: 156895, block: 32 };

/** @throws {ModelError} for a field that is missing or out of range */
export function readTextConfig(config: JsonFile): TextConfig {
  const { fields } = config;
  const vocabSize = integerField(config, "vocab_size", 1, 2 ** 24);
  const id = (field: string) => integerField(config, field, 0, vocabSize - 1);
  const blockCausal = fields.model_type === "llada2_moe" ? published.block : undefined;
  const maskIsKnown = blockCausal !== undefined || /^LLaDAMoE/.test(String(fields.architectures));
  return {
    vocabSize,
    maxLength: integerField(
      config,
      "max_sequence_length" in fields ? "max_sequence_length" : lengthField(fields),
      1,
      2 ** 20,
    ),
    mask:
      maskIsKnown && fields.mask_token_id === undefined && vocabSize > published.mask
        ? published.mask
        : id("mask_token_id"),
    eos: id(blockCausal !== undefined && fields.eos_token_id === undefined ? "pad_token_id" : "eos_token_id"),
    ...(blockCausal !== undefined && { blockCausal }),
  };
}

/** The name to miss where there is neither is LLaDA's. */
function lengthField(fields: JsonFile["fields"]): string {
  return "max_position_embeddings" in fields ? "max_position_embeddings" : "max_sequence_length";
}
