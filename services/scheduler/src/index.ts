export { jobStalled } from "./measures.js";
export { schedulerService } from "./service.js";
export { type SchedulerConfig, type SchedulerHandle, startScheduler } from "./start-scheduler.js";
