export { applyStep, endAnswer, nextRow, rowLength, rowsPerStep } from "./decode.js";
export { likelihoodRow, type Scored } from "./likelihood.js";
export { hurry, stepsBound } from "./pace.js";
export {
  type BooleanRule,
  type ParameterName,
  type ParameterRule,
  type ParamsInput,
  type Pin,
  parameterNames,
  parameters,
  publicName,
  type SamplingParams,
  type StrategyName,
  strategies,
} from "./parameters.js";
export { findProblem, InvalidParams, readDefaults, resolveParams, type Violation } from "./params.js";
export { isComplete } from "./progress.js";
export { type Provisional, provisional } from "./provisional.js";
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
  type Checkpoint,
  type Commit,
  checkpoint,
  maskedCount,
  type Progress,
  resumeSequence,
  type Sequence,
  type SequenceInput,
  startSequence,
  visibleLength,
} from "./sequence.js";
export { settledLength } from "./settled.js";
export {
  applySizing,
  fitTemplate,
  type Gap,
  isSized,
  type Sizing,
  sizingBound,
  sizingRow,
  startSizing,
} from "./sizing.js";
export type { SpecialIds } from "./special.js";
export type { RowPrediction, StepRow } from "./step.js";
