import { chosen, type LineOutcome } from "./outcome.js";

/** Sums over all lines, for the end. */
export class Tally {
  lines = 0;
  failed = 0;
  scores = 0;
  #forwards = 0;
  /** Of continuations without choices. */
  #single = { lines: 0, tokens: 0, logLikelihood: 0 };
  #greedy = { asked: 0, equal: 0 };
  #questions = { answered: 0, correct: 0, correctPerByte: 0 };

  add(outcome: LineOutcome): void {
    this.lines++;
    if ("error" in outcome) {
      this.failed++;
      return;
    }
    const { item, scores } = outcome;
    this.scores += scores.length;
    for (const { usage, greedy } of scores) {
      this.#forwards += usage.forwards;
      if (greedy) this.#greedy.asked++;
      if (greedy?.isEqual) this.#greedy.equal++;
    }
    const choice = chosen(item, scores);
    if (!choice) {
      this.#single.lines++;
      this.#single.tokens += scores[0]!.tokenIds.length;
      this.#single.logLikelihood += scores[0]!.logLikelihood;
    } else if (choice.answer !== undefined) {
      this.#questions.answered++;
      if (choice.best === choice.answer) this.#questions.correct++;
      if (choice.bestPerByte === choice.answer) this.#questions.correctPerByte++;
    }
  }

  /** How far it is. */
  progress(seconds: number): string {
    const rate = seconds > 0 ? this.scores / seconds : 0;
    return `${count(this.lines, "line")} · ${count(this.scores, "score")} · ${rate.toFixed(1)} scores/s`;
  }

  /** Lines of text. */
  summary(seconds: number): string[] {
    const forwards = count(this.#forwards, "forward");
    const lines = [`${this.progress(seconds)} · ${forwards} · ${seconds.toFixed(1)} s`];
    const { lines: singles, tokens, logLikelihood } = this.#single;
    if (singles > 0) {
      const mean = (logLikelihood / singles).toFixed(3);
      lines.push(`mean log-likelihood ${mean} · perplexity ${Math.exp(-logLikelihood / tokens).toFixed(3)} a token`);
    }
    const { answered, correct, correctPerByte } = this.#questions;
    if (answered > 0) {
      const [plain, perByte] = [fraction(correct, answered), fraction(correctPerByte, answered)];
      lines.push(`accuracy ${plain} (${correct} of ${answered}) · per byte ${perByte}`);
    }
    if (this.#greedy.asked > 0) lines.push(`greedy: ${this.#greedy.equal} of ${this.#greedy.asked}`);
    return lines;
  }
}

/** A proportion with its standard error. */
function fraction(hits: number, of: number): string {
  const p = hits / of;
  return `${p.toFixed(3)} ± ${Math.sqrt((p * (1 - p)) / of).toFixed(3)}`;
}

function count(n: number, thing: string): string {
  return `${n} ${thing}${n === 1 ? "" : "s"}`;
}
