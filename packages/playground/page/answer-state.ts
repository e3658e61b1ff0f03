import type { Frame, Result, ServerEvent } from "./events.js";

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
}

/** An answer on its way: what the server said so far. */
export type Answer =
  | { readonly phase: "idle" }
  | { readonly phase: "waiting" }
  | {
      readonly phase: "running" | "done" | "failed";
      readonly genLength: number;
      readonly frames: readonly Frame[];
      /** Set when done. */
      readonly result?: Result;
      /** Set when failed. */
      readonly error?: string;
    };

/** The answer after one more event. Pure. */
export function advance(answer: Answer, event: ServerEvent): Answer {
  if (event.kind === "started") return { phase: "running", genLength: event.started.gen_length, frames: [] };
  if (answer.phase !== "running") return answer;
  if (event.kind === "frame") {
    // Before the first step a snapshot says only that all is masked, which is known.
    const news = !event.frame.snapshot || event.frame.commits.length > 0;
    return news ? { ...answer, frames: [...answer.frames, event.frame] } : answer;
  }
  return { ...answer, phase: "done", result: event.result };
}

/** The answer that ended badly; what had been committed stays to be seen. */
export function failed(answer: Answer, error: string): Answer {
  const { genLength, frames } = answer.phase === "running" ? answer : { genLength: 0, frames: [] };
  return { phase: "failed", genLength, frames, error };
}

/**
 * The canvas after the first `count` frames.
 * @param count from 0, all masked, to the number of frames
 */
export function cellsAfter(genLength: number, frames: readonly Frame[], count: number): Cell[] {
  const masked = { remasked: false };
  const cells: Cell[] = Array.from({ length: genLength }, () => masked);
  for (const { step, commits, remasked, snapshot } of frames.slice(0, count)) {
    if (snapshot) cells.fill(masked);
    for (const { position, text, confidence } of commits)
      cells[position] = { token: { text, confidence, step }, remasked: false };
    for (const position of remasked) cells[position] = { remasked: true };
  }
  return cells;
}

/** Positions from the first end token on are not part of the answer. @returns how many are */
export function visibleCells(cells: readonly Cell[]): number {
  const end = cells.findIndex(({ token }) => token?.text === "");
  return end < 0 ? cells.length : end;
}
