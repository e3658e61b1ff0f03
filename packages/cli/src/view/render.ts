import { type AnswerState, type Cell, visibleCells } from "./answer-state.js";
import { withoutControls } from "./columns.js";
import type { Palette } from "./palette.js";
import { progressLine } from "./progress.js";
import { type Run, wrap } from "./wrap.js";

export interface Screen {
  /** ≥ 1. */
  readonly columns: number;
  /** ≥ 2; what is taller is shown around its newest tokens. */
  readonly rows: number;
  readonly palette: Palette;
  /** Tokens of this step and later ones are new. */
  readonly newestFrom: number;
}

const MASK = "░";
/** A token that is part of a character: decided, but to be read only with its neighbours. */
const PART = "▒";

/**
 * The answer as it stands, and a progress line under it.
 * @returns 2 to `rows` lines without newlines, each at most `columns` wide, its colours taken back at its end
 */
export function render(state: AnswerState, screen: Screen): string[] {
  const { columns, rows, palette } = screen;
  const lines = wrap(cellRuns(state, screen), columns);
  const height = Math.max(1, rows - 1);
  const newest = lines.findLastIndex((line) => line.some((run) => run.style.isNew));
  const top = Math.max(0, Math.min(newest - Math.floor(height / 2), lines.length - height));
  const shown = lines.slice(top, top + height);
  const range =
    shown.length < lines.length ? `lines ${top + 1} to ${top + shown.length} of ${lines.length}` : undefined;
  return [
    ...shown.map((line) => line.map((run) => run.style.paint(run.text)).join("")),
    palette.quiet(progressLine(state, columns, range)),
  ];
}

interface Look {
  readonly paint: (text: string) => string;
  readonly isNew: boolean;
}

/** One run for each position; neighbours that look the same share their Look, so that wrap joins them. */
function* cellRuns(state: AnswerState, { palette, newestFrom }: Screen): Generator<Run<Look>> {
  const mask: Look = { paint: palette.mask, isNew: false };
  const guess: Look | undefined = palette.guess && { paint: palette.guess, isNew: false };
  const newest: Look = { paint: palette.newest, isNew: true };
  const sure: Look = { paint: (text) => palette.token(text, 1), isNew: false };
  for (const [position, cell] of visibleCells(state).entries()) {
    const thought = guess && cell === undefined ? cellText(state.guesses.get(position)) : "";
    if (guess && thought) yield { text: thought, style: guess };
    else if (cell === undefined) yield { text: MASK, style: mask };
    else yield { text: cellText(cell), style: cell.step >= newestFrom ? newest : lookOf(cell, palette, sure) };
  }
}

function lookOf({ confidence }: Cell, palette: Palette, sure: Look): Look {
  return confidence >= 0.9 ? sure : { paint: (text) => palette.token(text, confidence), isNew: false };
}

function cellText({ text }: Pick<Cell, "text"> = { text: "" }): string {
  return withoutControls(text).replaceAll("\uFFFD", PART);
}
