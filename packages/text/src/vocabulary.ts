import { Tokenizer } from "@huggingface/tokenizers";
import { isRecord, type JsonFile } from "./json-file.js";
import { ModelError, reasonOf } from "./model-error.js";

/**
 * The tokenizer without its special tokens, and the special tokens beside it. Text can therefore never become a special
 * token, whatever it says: only {@link specialIds} leads to one.
 */
export interface Vocabulary {
  /** Content of every special token → its id. */
  readonly specialIds: ReadonlyMap<string, number>;
  /** Longest token, in characters of its form in tokenizer.json: bytes, in a byte-level vocabulary. */
  readonly longestToken: number;
  /** Whether a normalizer may shorten text before it is tokenized. */
  readonly normalizes: boolean;
  /** @returns ids of plain text; no special token is added or recognised */
  encode(text: string): number[];
  /** @returns the text of the ids, special and unknown ones left out */
  decode(ids: readonly number[]): string;
}

const remedy = "download tokenizer.json again, from the same model as the other files";

/**
 * @param vocabSize the model's; every id must be below
 * @throws {ModelError} when the tokenizer is damaged, or belongs to a larger model
 */
export function openVocabulary(tokenizer: JsonFile, tokenizerConfig: JsonFile, vocabSize: number): Vocabulary {
  const { path, fields } = tokenizer;
  const added = fields.added_tokens ?? [];
  if (!Array.isArray(added) || !added.every(isAddedToken))
    throw new ModelError(path, "added_tokens is not a list of tokens with id and content", remedy);
  checkIds(fields.model, path);
  const special = added.filter((token) => token.special === true && token.content !== "");
  const specialIds = new Map(special.map((token) => [token.content, token.id]));
  const plain = open(
    fields,
    added.filter((token) => !specialIds.has(token.content)),
    tokenizerConfig,
    path,
  );
  // Where a special token was left out, the library lists an id without a token.
  const tokens = [...plain.get_vocab()].filter(([token]) => token !== undefined);
  const highest = [...tokens, ...specialIds].reduce((id, [, other]) => Math.max(id, other), -1);
  if (highest >= vocabSize) {
    const problem = `has token id ${highest}, but config.json's vocab_size is ${vocabSize}`;
    throw new ModelError(path, problem, "take tokenizer.json and config.json from the same model");
  }
  const isSpecial = new Set(specialIds.values());
  // The library's own default is to clean up, which would break the text of most models that do not say.
  const cleanUp = tokenizerConfig.fields.clean_up_tokenization_spaces === true;
  return {
    specialIds,
    longestToken: tokens.reduce((longest, [token]) => Math.max(longest, token.length), 1),
    normalizes: plain.normalizer !== null,
    encode: (text) => (text === "" ? [] : plain.encode(text, { add_special_tokens: false }).ids),
    decode: (ids) => {
      const visible = ids.filter((id) => !isSpecial.has(id) && plain.id_to_token(id) !== undefined);
      return visible.length === 0 ? "" : plain.decode(visible, { clean_up_tokenization_spaces: cleanUp });
    },
  };
}

/** The library takes whatever stands there. */
function checkIds(model: unknown, path: string): void {
  const vocab = isRecord(model) ? model.vocab : undefined;
  // Of a Unigram model: pieces with their scores, whose ids are their places.
  if (Array.isArray(vocab) && vocab.every((piece) => Array.isArray(piece) && typeof piece[0] === "string")) return;
  if (!isRecord(vocab)) throw new ModelError(path, "is not a tokenizer (model.vocab is no vocabulary)", remedy);
  for (const [token, id] of Object.entries(vocab)) {
    if (Number.isInteger(id) && (id as number) >= 0) continue;
    const [name, shown] = [token, id].map((part) => JSON.stringify(part).slice(0, 60));
    throw new ModelError(path, `gives token ${name} the id ${shown}, must be an integer from 0`, remedy);
  }
}

interface AddedToken {
  readonly id: number;
  readonly content: string;
  readonly special?: unknown;
}

function isAddedToken(token: unknown): token is AddedToken {
  return isRecord(token) && Number.isInteger(token.id) && typeof token.content === "string";
}

function open(fields: object, added: readonly AddedToken[], tokenizerConfig: JsonFile, path: string): Tokenizer {
  try {
    const tokenizer = new Tokenizer({ ...fields, added_tokens: added }, tokenizerConfig.fields);
    tokenizer.encode("a", { add_special_tokens: false });
    return tokenizer;
  } catch (error) {
    throw new ModelError(path, `is not a tokenizer (${reasonOf(error).slice(0, 120)})`, remedy, error);
  }
}
