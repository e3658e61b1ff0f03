import type { StreamEvent } from "@unmask/client";

/** A position of the answer that is decided. */
export interface Cell {
  /** "" for a special token, which ends the visible answer. */
  readonly text: string;
  /** When it was committed, 0 to 1. */
  readonly confidence: number;
  /** The step that committed it, from 0. */
  readonly step: number;
}

/** What a watcher knows of an answer so far. */
export interface AnswerState {
  /** One for each position of the canvas, undefined while it is masked; empty until the request is accepted. */
  readonly cells: readonly (Cell | undefined)[];
  /** What the last step thinks of masks, by position, where the request asked for it. */
  readonly guesses: ReadonlyMap<number, Pick<Cell, "text" | "confidence">>;
  /** Denoising steps done. */
  readonly steps: number;
  readonly forwards: number;
  /** When the request was accepted, milliseconds of the caller's clock. */
  readonly acceptedMs: number | undefined;
  /** From acceptance to the last event, milliseconds. */
  readonly elapsedMs: number;
}

export const nothingYet: AnswerState = {
  cells: [],
  guesses: new Map(),
  steps: 0,
  forwards: 0,
  acceptedMs: undefined,
  elapsedMs: 0,
};

/** The state after one event; `result` changes nothing that is shown here. */
export function advance(state: AnswerState, event: StreamEvent, nowMs: number): AnswerState {
  switch (event.kind) {
    case "started":
      return { ...nothingYet, cells: new Array(event.started.genLength).fill(undefined), acceptedMs: nowMs };
    case "frame": {
      const { step, forwards, commits, masked, remasked, snapshot, provisional } = event.frame;
      const cells = snapshot ? new Array(commits.length + masked).fill(undefined) : [...state.cells];
      for (const position of remasked) cells[position] = undefined;
      for (const { position, text, confidence } of commits) cells[position] = { text, confidence, step };
      const guesses = new Map(provisional.map(({ position, text, confidence }) => [position, { text, confidence }]));
      return { ...state, cells, guesses, steps: step + 1, forwards, elapsedMs: nowMs - (state.acceptedMs ?? nowMs) };
    }
    case "result":
      return { ...state, elapsedMs: nowMs - (state.acceptedMs ?? nowMs) };
    default:
      return event satisfies never;
  }
}

/** The positions a reader will see: those before the first special token. What stands behind it is never part of the text. */
export function visibleCells(state: AnswerState): readonly (Cell | undefined)[] {
  const end = state.cells.findIndex((cell) => cell?.text === "");
  return end === -1 ? state.cells : state.cells.slice(0, end);
}
