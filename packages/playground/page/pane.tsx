import type { Answer } from "./answer-state.js";
import { AnswerView } from "./answer-view.js";
import type { Params } from "./api.js";
import { Settings } from "./settings.js";

interface Props {
  readonly id: string;
  readonly params: Params;
  readonly answer: Answer;
  readonly onParams: (params: Params) => void;
}

/** One setting and its answer. */
export function Pane({ id, params, answer, onParams }: Props) {
  return (
    <section class="pane" aria-label={`Setting ${id}`}>
      <Settings id={id} params={params} onChange={onParams} />
      <AnswerView answer={answer} />
    </section>
  );
}
