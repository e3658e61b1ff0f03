export { likelihoodRow, type Scored } from "./likelihood.js";
export {
  InvalidParams,
  type ParamsInput,
  type Pin,
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
  greedyRows,
  isScored,
  patternRows,
  type RowSource,
  resumeScore,
  rowsPerPattern,
  type Score,
  type ScoreCheckpoint,
  type ScoreInput,
  type ScoreOutcome,
  scoreCheckpoint,
  scoreOutcome,
  startScore,
} from "./score.js";
export {
  greedyCheckParams,
  maxMcNum,
  resolveScoreParams,
  type ScoreParams,
  type ScoreParamsInput,
} from "./score-params.js";
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
  type SequenceInput,
  startSequence,
  visibleLength,
} from "./sequence.js";
export { settledLength } from "./settled.js";
export type { RowPrediction, StepRow } from "./step.js";
