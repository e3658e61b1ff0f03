export {
  InvalidParams,
  type ParamsInput,
  resolveParams,
  type SamplingParams,
  type SpecialIds,
  type StrategyName,
  strategies,
  type Violation,
} from "./params.js";
export { RandomStream, uniform } from "./random.js";
export { transferCount } from "./schedule.js";
export {
  answerIds,
  applyStep,
  type Checkpoint,
  type Commit,
  checkpoint,
  isComplete,
  maskedCount,
  nextRow,
  type Progress,
  resumeSequence,
  rowsPerStep,
  type Sequence,
  startSequence,
  visibleLength,
} from "./sequence.js";
export type { RowPrediction, StepRow } from "./step.js";
