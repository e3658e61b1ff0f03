import type { Answer } from "./answer-state.js";
import { type Cost, costOf } from "./cost.js";
import { verdict } from "./verdict.js";

/** What two finished answers to one question say of their settings, in a sentence. */
export function Comparison({ a, b }: { readonly a: Answer; readonly b: Answer }) {
  const [costA, costB] = [wholeCost(a), wholeCost(b)];
  if (!costA || !costB) return null;
  const isSame = "result" in a && "result" in b && a.result?.text === b.result?.text;
  return (
    <p class="comparison" role="note">
      {verdict(costA, costB)} {isSame ? "Both say the same." : "The answers differ."}
    </p>
  );
}

/** @returns undefined for one that is not there yet, or that was there but for its gaps */
function wholeCost(answer: Answer): Cost | undefined {
  return answer.phase === "done" && answer.result && !answer.result.gaps ? costOf(answer.result) : undefined;
}
