export { RandomStream, uniform } from "./random.js";
export type { RowPrediction, StepRow } from "./step.js";
