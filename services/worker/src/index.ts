export { workerService } from "./service.js";
export { startWorker, type WorkerConfig, type WorkerHandle } from "./start-worker.js";
