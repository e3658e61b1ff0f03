import type { StepRow } from "@unmask/diffusion";
import type { Engine } from "./engine.js";
import type { EngineRun } from "./engine-protocol.js";

/** How a batch waits for its turn. */
export interface Turn {
  /** Interactive work leads it. */
  readonly urgent: boolean;
  /** Aborted when nobody wants the answer any more. */
  readonly signal: AbortSignal;
}

interface Waiting {
  readonly urgent: boolean;
  /** How many have gone ahead of it. */
  passed: number;
  readonly start: () => void;
}

/** One that runs and one that waits in the engine's pipe, so that the engine never does. */
const depth = 2;
/** So many urgent batches may go ahead of another. */
const mostPassed = 4;

/**
 * Where batches wait for the engine. One scheduler sends no more than the engine takes at once; several do not know of each
 * other's batches, and an interactive one must not wait for all that the others have sent before.
 */
export class Line {
  readonly #engine: Pick<Engine, "run">;
  readonly #waiting: Waiting[] = [];
  #inEngine = 0;

  constructor(engine: Pick<Engine, "run">) {
    this.#engine = engine;
  }

  /**
   * As {@link Engine.run}, when it is its turn.
   * @throws {Error} also when the signal is aborted before that
   */
  async run(rows: readonly StepRow[], { urgent, signal }: Turn): Promise<EngineRun> {
    if (this.#inEngine < depth) this.#inEngine += 1;
    else await new Promise<void>((start) => joinLine(this.#waiting, { urgent, passed: 0, start }));
    try {
      signal.throwIfAborted();
      return await this.#engine.run(rows);
    } finally {
      const next = this.#waiting.shift();
      if (next) next.start();
      else this.#inEngine -= 1;
    }
  }
}

/** An urgent one goes ahead of those that are not, as far as they have not been passed too often. */
export function joinLine<W extends Pick<Waiting, "urgent" | "passed">>(waiting: W[], newcomer: W): void {
  let at = waiting.length;
  const yields = ({ urgent, passed }: W) => !urgent && passed < mostPassed;
  while (newcomer.urgent && at > 0 && yields(waiting[at - 1]!)) waiting[--at]!.passed += 1;
  waiting.splice(at, 0, newcomer);
}
