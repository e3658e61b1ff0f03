import type { Answer } from "./answer-state.js";
import { AnswerView } from "./answer-view.js";
import type { Params } from "./api.js";
import type { Part } from "./gaps.js";
import { Settings } from "./settings.js";

interface Props {
  readonly id: string;
  readonly params: Params;
  readonly answer: Answer;
  readonly onParams: (params: Params) => void;
  /** The answer is to be filled anew where it has gaps. */
  readonly onFill: (parts: readonly Part[]) => void;
}

/** One setting and its answer. */
export function Pane({ id, params, answer, onParams, onFill }: Props) {
  return (
    <section class="pane" aria-label={`Setting ${id}`}>
      <Settings id={id} params={params} onChange={onParams} />
      <AnswerView answer={answer} onFill={onFill} />
    </section>
  );
}
