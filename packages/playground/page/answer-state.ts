import type { Commit, Frame, Result, ServerEvent } from "./events.js";

/** One position of an answer, as it stands after some of its frames. */
export interface Cell {
  /** undefined: masked. */
  readonly token?: {
    /** "" for special tokens. */
    readonly text: string;
    /** 0 to 1, when it was committed. */
    readonly confidence: number;
    readonly step: number;
  };
  /** Masked again after it had been committed. */
  readonly remasked: boolean;
  /** Of a mask: what the last step would have put there, where that was asked for. */
  readonly guess?: Omit<Given, "position">;
}

/** A token that is there, whatever its id. */
type Given = Omit<Commit, "token_id">;

/** An answer on its way: what the server said so far. */
export type Answer =
  | { readonly phase: "idle" }
  | {
      readonly phase: "waiting";
      /** What stands meanwhile: the text whose gaps are to be filled; empty for an answer that is all new. */
      readonly before: readonly Cell[];
    }
  | {
      readonly phase: "running" | "done" | "failed";
      readonly genLength: number;
      /** What was there before the first step: the text around gaps. */
      readonly given: readonly Given[];
      readonly frames: readonly Frame[];
      /** Set when done. */
      readonly result?: Result;
      /** Set when failed. */
      readonly error?: string;
    };

/** The answer after one more event. Pure. */
export function advance(answer: Answer, event: ServerEvent): Answer {
  if (event.kind === "started") {
    const given = answer.phase === "waiting" ? decided(answer.before) : [];
    return { phase: "running", genLength: event.started.gen_length, given, frames: [] };
  }
  if (answer.phase !== "running") return answer;
  if (event.kind === "result") return { ...answer, phase: "done", result: event.result };
  const { frame } = event;
  if (frame.snapshot && frame.step < 0) return { ...answer, given: frame.commits };
  return { ...answer, frames: [...answer.frames, frame] };
}

/** What of an answer's text stays while the rest is filled; the server soon says it in its own words. */
function decided(cells: readonly Cell[]): Given[] {
  return cells.flatMap(({ token }, position) => (token ? [{ position, text: token.text, confidence: 1 }] : []));
}

/** The answer that ended badly; what had been committed stays to be seen. */
export function failed(answer: Answer, error: string): Answer {
  const known = answer.phase === "running" ? answer : { genLength: 0, given: [], frames: [] };
  return { ...known, phase: "failed", error };
}

/**
 * The canvas after the first `count` frames, with the guesses of the last of them.
 * @param count from 0, nothing but what was given, to the number of frames
 */
export function cellsAfter(
  genLength: number,
  given: readonly Given[],
  frames: readonly Frame[],
  count: number,
): Cell[] {
  const masks = (length: number) => Array.from({ length }, (): Cell => ({ remasked: false }));
  let cells = masks(genLength);
  const commit = (commits: readonly Given[], step: number) => {
    for (const { position, text, confidence } of commits)
      cells[position] = { token: { text, confidence, step }, remasked: false };
  };
  commit(given, -1);
  const counted = frames.slice(0, count);
  for (const { step, commits, masked, remasked, snapshot } of counted) {
    // A canvas may have become shorter.
    if (snapshot) cells = masks(commits.length + masked);
    commit(commits, step);
    for (const position of remasked) cells[position] = { remasked: true };
  }
  for (const { position, text, confidence } of counted.at(-1)?.provisional ?? []) {
    const cell = cells[position];
    if (cell && !cell.token) cells[position] = { ...cell, guess: { text, confidence } };
  }
  return cells;
}

/** Positions from the first end token on are not part of the answer. @returns how many are */
export function visibleCells(cells: readonly Cell[]): number {
  const end = cells.findIndex(({ token }) => token?.text === "");
  return end < 0 ? cells.length : end;
}

/** The visible answer with masks where tokens were opened: what a filling begins with. */
export function withGaps(cells: readonly Cell[], opened: ReadonlySet<number>): Cell[] {
  return cells
    .slice(0, visibleCells(cells))
    .map((cell, position) => (opened.has(position) ? { remasked: false } : cell));
}
