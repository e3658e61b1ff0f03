import type { ScoreResponse } from "@unmask/client";
import type { ServingError } from "@unmask/wire";
import type { ScoreItem } from "./item.js";

/** What became of one line. */
export type LineOutcome =
  | { readonly line: number; readonly item: ScoreItem; readonly scores: readonly ScoreResponse[] }
  | { readonly line: number; readonly error: ServingError };

/** A multiple-choice question's result; indices of choices, the first one where several are equally likely. */
export interface Chosen {
  readonly best: number;
  /** The likeliest per byte of its text, so that a choice does not lose for being long. */
  readonly bestPerByte: number;
  readonly answer: number | undefined;
}

/**
 * @returns undefined for a line without choices
 * @see blog.eleuther.ai/multiple-choice-normalization: unnormalised, and normalised by bytes, which does not depend on the
 *   tokenizer
 */
export function chosen({ choices }: ScoreItem, scores: readonly ScoreResponse[]): Chosen | undefined {
  if (!choices) return undefined;
  const likelihoods = scores.map(({ logLikelihood }) => logLikelihood);
  const perByte = likelihoods.map((value, i) => value / Math.max(1, Buffer.byteLength(choices.texts[i]!)));
  return { best: largest(likelihoods), bestPerByte: largest(perByte), answer: choices.answer };
}

/** One line of JSON, in the spelling of the public API. */
export function outcomeJson(outcome: LineOutcome): string {
  const { line } = outcome;
  if ("error" in outcome) {
    const { code, message, field } = outcome.error;
    return JSON.stringify({ line, error: { code, message, field } });
  }
  const { item, scores } = outcome;
  const choice = chosen(item, scores);
  if (!choice) return JSON.stringify({ line, id: item.id, ...scoreJson(scores[0]!) });
  const { best, bestPerByte, answer } = choice;
  const verdict =
    answer === undefined ? {} : { answer, correct: best === answer, correct_per_byte: bestPerByte === answer };
  return JSON.stringify({
    line,
    id: item.id,
    choices: scores.map(scoreJson),
    best,
    best_per_byte: bestPerByte,
    ...verdict,
  });
}

/** The same for people: one row, or one for each choice. */
export function outcomeText(outcome: LineOutcome): string {
  if ("error" in outcome) return `line ${outcome.line}  ${outcome.error.message}`;
  const { line, item, scores } = outcome;
  const choice = chosen(item, scores);
  if (!choice) return `line ${line}  ${scoreText(scores[0]!)}`;
  const rows = scores.map((score, i) => {
    const marks = [i === choice.best ? ">" : " ", i === choice.answer ? "*" : " "].join("");
    return `  ${marks} ${scoreText(score)}  ${JSON.stringify(item.choices?.texts[i])}`;
  });
  return [`line ${line}`, ...rows].join("\n");
}

function scoreJson({ logLikelihood, standardError, samples, tokenIds, greedy }: ScoreResponse): object {
  return {
    log_likelihood: logLikelihood,
    standard_error: standardError,
    samples,
    tokens: tokenIds.length,
    is_greedy: greedy?.isEqual,
    greedy_text: greedy?.text,
  };
}

function scoreText({ logLikelihood, standardError, tokenIds, greedy }: ScoreResponse): string {
  const number = logLikelihood.toFixed(3).padStart(9);
  const error = standardError === undefined ? "" : standardError === 0 ? " exactly" : ` ± ${standardError.toFixed(3)}`;
  const tokens = `${tokenIds.length} token${tokenIds.length === 1 ? "" : "s"}`;
  return `${number}${error.padEnd(8)}  ${tokens}${greedy ? (greedy.isEqual ? "  greedy" : "  not greedy") : ""}`;
}

function largest(values: readonly number[]): number {
  return values.reduce((best, value, i) => (value > values[best]! ? i : best), 0);
}
