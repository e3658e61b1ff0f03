export type { Admission } from "./admission.js";
export {
  type ClusterOptions,
  type ClusterState,
  createCluster,
  type PriorityClass,
  priorityClasses,
  type Replica,
  type StepCost,
} from "./cluster.js";
export { type Action, type ClusterEvent, decide } from "./decide.js";
