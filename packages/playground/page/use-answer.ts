import { useEffect, useRef, useState } from "preact/hooks";
import { type Answer, advance, type Cell, failed } from "./answer-state.js";
import type { ServerEvent } from "./events.js";

/** Asks the server for something; `signal` ends it. */
export type Ask = (signal: AbortSignal) => AsyncGenerator<ServerEvent>;

export interface LiveAnswer {
  readonly answer: Answer;
  readonly busy: boolean;
  /** Shows what the server says; what was under way here is given up. @param before what stands until it says something */
  start(ask: Ask, before?: readonly Cell[]): void;
  stop(): void;
  clear(): void;
}

/** One answer at a time, as it comes. @param onError is told what an answer failed for, too */
export function useAnswer(onError: (error: unknown) => void): LiveAnswer {
  const [answer, setAnswer] = useState<Answer>({ phase: "idle" });
  const running = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function start(ask: Ask, before: readonly Cell[] = []) {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const put = (change: (answer: Answer) => Answer) => {
      if (running.current === controller) setAnswer(change);
    };
    put(() => ({ phase: "waiting", before }));
    try {
      for await (const event of ask(controller.signal)) put((old) => advance(old, event));
    } catch (error) {
      if (controller.signal.aborted) return;
      onError(error);
      put((old) => failed(old, (error as Error).message));
    }
  }

  const busy = answer.phase === "waiting" || answer.phase === "running";
  return {
    answer,
    busy,
    start,
    stop() {
      running.current?.abort();
      if (busy) setAnswer(failed(answer, "stopped"));
    },
    clear() {
      running.current?.abort();
      setAnswer({ phase: "idle" });
    },
  };
}
