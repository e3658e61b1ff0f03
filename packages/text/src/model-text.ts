import { basename, resolve } from "node:path";
import { loadChatTemplate, type Message } from "./chat-template.js";
import { type JsonFile, readJson, readJsonIfThere } from "./json-file.js";
import { readTextConfig } from "./model-config.js";
import { conversationEncoder } from "./safe-encoding.js";
import { openVocabulary } from "./vocabulary.js";

/** Everything between text and token ids for one model. Nothing in it changes, so any number of requests share one. */
export interface ModelText {
  /** The model folder's own name, which is also what its workers announce. */
  readonly name: string;
  readonly special: { readonly mask: number; readonly eos: number; readonly eot?: number };
  /** Context: prompt and answer together, tokens. */
  readonly maxLength: number;
  /** Ids are below this. */
  readonly vocabSize: number;
  /** Tokens of a block that is blind to later ones, see TextConfig; absent where every token sees all. */
  readonly blockCausal?: number;
  /** generation_config.json, where there is one: what the model's makers recommend. Its fields are not checked here. */
  readonly generationConfig: JsonFile | undefined;
  /** How the mask token is written, such as "<|mdm_mask|>". */
  readonly maskText: string;
  /** The model was trained to replace committed tokens: its generation_config.json recommends an edit_threshold. */
  readonly editsTokens: boolean;
  /** A text of more UTF-16 units than this has more than maxLength tokens, whatever it says. */
  readonly maxTextLength: number;
  /** False for a base model, which {@link encodeChat} refuses. */
  readonly hasChatTemplate: boolean;
  /** Plain text, as it is: no special token is added, and none is recognised in it. */
  encode(text: string): number[];
  /**
   * The conversation in the model's chat template, up to and with the assistant's header. What a turn says cannot become
   * a special token.
   * @throws {RangeError} when the model has no chat template
   */
  encodeChat(messages: readonly Message[]): number[];
  /** Text of the ids, special tokens left out. */
  decode(ids: readonly number[]): string;
  /** One token's own text: "" for special tokens, U+FFFD for a part of a character. */
  tokenText(id: number): string;
  /** Tokens before the first EOS or EOT; all of them where there is none. */
  visibleLength(answerIds: readonly number[]): number;
}

/**
 * @param folder with config.json, tokenizer.json, tokenizer_config.json, and generation_config.json where the model has one
 * @throws {ModelError} naming the file, what is wrong with it, and what to do
 */
export async function loadText(folder: string): Promise<ModelText> {
  const config = await readJson(folder, "config.json");
  const { vocabSize, maxLength, mask, eos, blockCausal } = readTextConfig(config);

  const tokenizerConfig = await readJson(folder, "tokenizer_config.json");
  const vocabulary = openVocabulary(await readJson(folder, "tokenizer.json"), tokenizerConfig, vocabSize);
  const template = await loadChatTemplate(folder, tokenizerConfig);

  const name = basename(resolve(folder));
  // LLaDA's end of a turn, or that of LLaDA-MoE and LLaDA2.x.
  const eot = vocabulary.specialIds.get("<|eot_id|>") ?? vocabulary.specialIds.get("<|role_end|>");
  const generationConfig = await readJsonIfThere(folder, "generation_config.json");
  const texts = new Map<number, string>();
  return {
    name,
    special: { mask, eos, ...(eot === undefined ? {} : { eot }) },
    maxLength,
    vocabSize,
    ...(blockCausal !== undefined && { blockCausal }),
    generationConfig,
    maskText: [...vocabulary.specialIds].find(([, id]) => id === mask)?.[0] ?? "<|mdm_mask|>",
    editsTokens: typeof generationConfig?.fields.edit_threshold === "number",
    maxTextLength: vocabulary.normalizes ? Number.POSITIVE_INFINITY : maxLength * vocabulary.longestToken,
    hasChatTemplate: template !== undefined,
    encode: vocabulary.encode,
    encodeChat: template ? conversationEncoder(template, vocabulary) : () => refuseChat(name),
    decode: vocabulary.decode,
    tokenText: (id) => {
      const text = texts.get(id) ?? vocabulary.decode([id]);
      texts.set(id, text);
      return text;
    },
    visibleLength: (ids) => {
      const end = ids.findIndex((id) => id === eos || id === eot);
      return end === -1 ? ids.length : end;
    },
  };
}

function refuseChat(name: string): never {
  throw new RangeError(
    `model "${name}" has no chat template: it continues text rather than answers; encode plain text`,
  );
}
