import { answerIds, settledLength, startSequence } from "@unmask/diffusion";
import type { GenerateJob } from "@unmask/queue";
import { findStop, type ModelText, withoutStopBeginning } from "@unmask/text";
import type { Frame, GenerateResponse } from "@unmask/wire";

/** A part of the answer that will not change. */
export interface SettledPart {
  readonly text: string;
  /** The tokens that settled with it; the last may be a part of a character whose text comes with a later one. */
  readonly tokens: readonly SettledToken[];
}

export interface SettledToken {
  readonly id: number;
  /** When it was committed, 0 to 1. */
  readonly confidence: number;
}

/** From frames, which decide positions in any order, the text from left to right that can change no more. */
export class SettledText {
  readonly #job: GenerateJob;
  readonly #text: ModelText;
  readonly #ids: number[];
  readonly #confidences: number[];
  #sentText = "";
  #sentTokens = 0;

  constructor(job: GenerateJob, text: ModelText) {
    this.#job = job;
    this.#text = text;
    this.#ids = answerIds(startSequence(job));
    this.#confidences = this.#ids.map(() => 1);
  }

  add({ commits, remasked, snapshot }: Frame): void {
    if (snapshot) this.#ids.fill(this.#job.special.mask);
    for (const position of remasked) this.#ids[position] = this.#job.special.mask;
    for (const { position, tokenId, confidence } of commits) {
      this.#ids[position] = tokenId;
      this.#confidences[position] = confidence;
    }
  }

  /** @returns what settled since it was last asked; undefined where nothing did */
  take(): SettledPart | undefined {
    const settled = this.#ids.slice(0, settledLength(this.#ids, this.#job));
    const ids = settled.slice(0, this.#text.visibleLength(settled));
    if (ids.length <= this.#sentTokens) return undefined;
    const { stop } = this.#job.params;
    const end = findStop(this.#text, ids, stop);
    if (end) return this.#advance(end.text, ids.slice(0, end.length), this.#confidences);
    // A character whose bytes are not all there yet decodes to U+FFFD; the next tokens complete it.
    const text = withoutStopBeginning(this.#text.decode(ids).replace(/\uFFFD+$/, ""), stop);
    // Tokens come with their text, so those that may be a stop text's wait with it.
    const tokens = stop.length === 0 ? ids.length : tokensWithin(this.#text, ids, text);
    return this.#advance(text, ids.slice(0, tokens), this.#confidences);
  }

  /** @returns what is left of the answer when it is there; undefined where nothing is */
  finish({ text, tokenIds, confidences }: GenerateResponse): SettledPart | undefined {
    return this.#advance(text, tokenIds, confidences);
  }

  #advance(text: string, ids: readonly number[], confidences: readonly number[]): SettledPart | undefined {
    const tokens = ids.slice(this.#sentTokens).map((id, i) => {
      return { id, confidence: confidences[this.#sentTokens + i] ?? 0 };
    });
    const news = text.slice(this.#sentText.length);
    if (tokens.length === 0 && news === "") return undefined;
    this.#sentTokens = ids.length;
    this.#sentText += news;
    return { text: news, tokens };
  }
}

/** @returns tokens from the first on whose text is within `text` */
function tokensWithin({ decode }: ModelText, ids: readonly number[], text: string): number {
  let length = ids.length;
  while (length > 0 && !text.startsWith(decode(ids.slice(0, length)))) length--;
  return length;
}
