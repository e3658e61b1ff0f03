import { useEffect, useRef, useState } from "preact/hooks";
import { type Cell, withGaps } from "./answer-state.js";
import { ask, type Params, type Question } from "./api.js";
import { partsWith } from "./gaps.js";
import { type LiveAnswer, useAnswer } from "./use-answer.js";

interface Asked {
  readonly question: Question;
  /** What stands until the server says something. */
  readonly before: readonly Cell[];
}

/** One way to decode, and the answer that it gives. */
export interface Setting extends LiveAnswer {
  readonly params: Params;
  /** What it was asked last. */
  readonly asked: Question | undefined;
  /** An answer that is shown, or on its way, is asked for again soon. */
  change(params: Params): void;
  run(question: Question): void;
  /** The answer's tokens at these positions are filled anew. */
  fill(cells: readonly Cell[], opened: ReadonlySet<number>): void;
  /** As if it had never been asked. */
  forget(): void;
}

/** Nobody has typed for so long, milliseconds. */
const settledMs = 500;

/** @param guesses whether frames are to say what is thought of the masks, too */
export function useSetting(first: Params, guesses: boolean, onError: (error: unknown) => void): Setting {
  const [params, setParams] = useState(first);
  const live = useAnswer(onError);
  const last = useRef<Asked | undefined>(undefined);

  const start = (asked: Asked) => {
    last.current = asked;
    const wanted = guesses ? { ...params, provisional: true } : params;
    live.start((signal) => ask(asked.question, wanted, signal), asked.before);
  };

  useEffect(() => {
    const { current: asked } = last;
    if (!asked) return;
    const timer = setTimeout(() => start(asked), settledMs);
    return () => clearTimeout(timer);
  }, [params, guesses]);

  return {
    ...live,
    params,
    asked: last.current?.question,
    change: setParams,
    run: (question) => start({ question, before: [] }),
    fill(cells, opened) {
      const { answer } = live;
      if (!last.current || answer.phase !== "done") return;
      const parts = partsWith(cells, opened, answer.result?.text ?? "");
      start({ question: { ...last.current.question, parts }, before: withGaps(cells, opened) });
    },
    forget() {
      last.current = undefined;
      live.clear();
    },
  };
}
