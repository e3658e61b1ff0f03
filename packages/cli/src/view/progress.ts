import type { GenerateResponse } from "@unmask/client";
import { type AnswerState, visibleCells } from "./answer-state.js";
import { textWidth } from "./columns.js";

const SEPARATOR = " · ";

/**
 * How far an answer is. Tokens a second counts the visible tokens only, from the request's acceptance on.
 * @param extra something more to say, before what is cut first
 * @returns at most `columns` wide: parts that do not fit are left out from the end
 */
export function progressLine(state: AnswerState, columns: number, extra?: string): string {
  if (state.acceptedMs === undefined) return fitting(["waiting for the server …"], columns);
  const size = state.cells.length;
  if (state.steps === 0) return fitting(["accepted", `${size} masked`], columns);
  const committed = state.cells.filter((cell) => cell !== undefined).length;
  const visible = visibleCells(state).filter((cell) => cell !== undefined).length;
  return fitting(
    [
      `step ${state.steps}`,
      `${committed}/${size} committed`,
      ...(state.elapsedMs > 0 ? [rate(visible, state.elapsedMs)] : []),
      count(state.forwards, "forward"),
      ...(extra === undefined ? [] : [extra]),
    ],
    columns,
  );
}

/**
 * What an answer cost. Times are the server's: from acceptance to the result.
 * @returns at most `columns` wide, as above
 */
export function summaryLine({ usage, finishReason }: GenerateResponse, columns: number): string {
  const parts = [
    count(usage.completionTokens, "token"),
    `${(usage.totalMs / 1000).toFixed(2)} s`,
    rate(usage.completionTokens, usage.totalMs),
    count(usage.steps, "step"),
    count(usage.forwards, "forward"),
    finishReason,
  ];
  return fitting(parts, columns);
}

function rate(tokens: number, ms: number): string {
  const perSecond = ms > 0 ? (tokens / ms) * 1000 : 0;
  return `${perSecond >= 10 ? perSecond.toFixed(0) : perSecond.toFixed(1)} tokens/s`;
}

function count(n: number, thing: string): string {
  return `${n} ${thing}${n === 1 ? "" : "s"}`;
}

function fitting(parts: readonly string[], columns: number): string {
  let line = "";
  for (const part of parts) {
    const longer = line === "" ? part : line + SEPARATOR + part;
    if (textWidth(longer) > columns) break;
    line = longer;
  }
  return line;
}
