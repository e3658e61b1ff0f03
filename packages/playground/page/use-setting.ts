import { useEffect, useRef, useState } from "preact/hooks";
import { type Cell, withGaps } from "./answer-state.js";
import { generate, infill, type Params, type Turn } from "./api.js";
import { type Part, partsWith } from "./gaps.js";
import { type LiveAnswer, useAnswer } from "./use-answer.js";

/** What a setting's last request was about, without how it is decoded. */
interface Question {
  readonly messages: readonly Turn[];
  /** Of an answer that is there but for its gaps. */
  readonly filling?: { readonly parts: readonly Part[]; readonly before: readonly Cell[] };
}

/** One way to decode, and the answer that it gives. */
export interface Setting extends LiveAnswer {
  readonly params: Params;
  /** What it was asked last; empty before. */
  readonly asked: readonly Turn[];
  /** An answer that is shown, or on its way, is asked for again soon. */
  change(params: Params): void;
  run(messages: readonly Turn[]): void;
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
  const asked = useRef<Question | undefined>(undefined);

  const ask = (question: Question) => {
    asked.current = question;
    const wanted = guesses ? { ...params, provisional: true } : params;
    const { messages, filling } = question;
    if (filling) live.start((signal) => infill(messages, filling.parts, wanted, signal), filling.before);
    else live.start((signal) => generate(messages, wanted, signal));
  };

  useEffect(() => {
    const { current: question } = asked;
    if (!question) return;
    const timer = setTimeout(() => ask(question), settledMs);
    return () => clearTimeout(timer);
  }, [params, guesses]);

  return {
    ...live,
    params,
    asked: asked.current?.messages ?? [],
    change: setParams,
    run: (messages) => ask({ messages }),
    fill(cells, opened) {
      const text = live.answer.phase === "done" ? live.answer.result?.text : undefined;
      const filling = { parts: partsWith(cells, opened, text ?? ""), before: withGaps(cells, opened) };
      ask({ messages: asked.current?.messages ?? [], filling });
    },
    forget() {
      asked.current = undefined;
      live.clear();
    },
  };
}
