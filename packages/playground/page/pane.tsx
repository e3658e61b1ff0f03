import type { Answer, Cell } from "./answer-state.js";
import { AnswerView } from "./answer-view.js";
import type { Params } from "./api.js";
import { Settings } from "./settings.js";

interface Props {
  /** "A" or "B"; "" where there is one only. */
  readonly id: string;
  readonly params: Params;
  readonly answer: Answer;
  readonly onParams: (params: Params) => void;
  readonly onFill: (cells: readonly Cell[], opened: ReadonlySet<number>) => void;
}

/** One setting and its answer. */
export function Pane({ id, params, answer, onParams, onFill }: Props) {
  return (
    <section class="pane" aria-label={id ? `Setting ${id}` : "Answer"}>
      <Settings id={id} params={params} onChange={onParams} />
      <AnswerView answer={answer} onFill={onFill} />
    </section>
  );
}
