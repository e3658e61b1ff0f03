import type { ModelText } from "./model-text.js";

/** Where an answer ends because one of its stop texts begins. */
export interface Stop {
  /** Which of them. */
  readonly stop: string;
  /** The answer's text before it. */
  readonly text: string;
  /** Tokens that make that text; the last one may hold the beginning of the stop text, too. */
  readonly length: number;
  /** Tokens up to the stop text's end. */
  readonly through: number;
}

/**
 * The first stop text in an answer: that which ends first, and of those the longest. So more text behind it changes nothing,
 * and it does not matter how much of the answer is there when it is looked for. Text, not ids, is searched: a stop text may
 * begin and end inside tokens, and has many tokenizations.
 * @param ids tokens that are there from left to right, without end tokens
 */
export function findStop(
  { decode }: Pick<ModelText, "decode">,
  ids: readonly number[],
  stops: readonly string[],
): Stop | undefined {
  if (stops.length === 0) return undefined;
  const text = decode(ids);
  const [first] = stops
    .map((stop) => ({ stop, at: text.indexOf(stop) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at + a.stop.length - (b.at + b.stop.length) || a.at - b.at);
  if (!first) return undefined;
  const { stop, at } = first;
  return { stop, text: text.slice(0, at), length: tokensFor(at), through: tokensFor(at + stop.length) };

  /**
   * The fewest tokens whose text has so many characters. A part of a character may decode to more than its whole; once the text
   * begins as it should, more tokens do not change that. Halved each time: decoding every beginning of an answer of thousands of
   * tokens takes seconds.
   */
  function tokensFor(characters: number): number {
    const wanted = text.slice(0, characters);
    let [low, high] = [0, ids.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (decode(ids.slice(0, middle)).startsWith(wanted)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** @returns the text without what may be the beginning of a stop text: the longest end of it that one begins with */
export function withoutStopBeginning(text: string, stops: readonly string[]): string {
  let held = 0;
  for (const stop of stops) {
    for (let length = Math.min(stop.length - 1, text.length); length > held; length--) {
      if (text.endsWith(stop.slice(0, length))) held = length;
    }
  }
  return text.slice(0, text.length - held);
}
