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
export type { RowPrediction, StepRow } from "./step.js";
