export { startWorker, type WorkerConfig, type WorkerHandle } from "./start-worker.js";
