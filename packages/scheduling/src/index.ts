export { type ClusterState, createCluster, type Replica, type StepCost } from "./cluster.js";
export { type Action, type ClusterEvent, decide } from "./decide.js";
