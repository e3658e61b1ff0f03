import { type ChildProcess, fork } from "node:child_process";
import type { Device, ModelInfo } from "@unmask/denoiser";
import type { StepRow } from "@unmask/diffusion";
import { childModule, type Logger, type Metrics, Progress } from "@unmask/runtime";
import { ServingError } from "@unmask/wire";
import type { EngineRun, FromEngine, ToEngine } from "./engine-protocol.js";

export interface EngineOptions {
  readonly modelFolder: string;
  /** Threads of a run, ≥ 1. */
  readonly threads: number;
  readonly device: Device;
  /** A run that takes longer counts as hung, and its process is killed. */
  readonly runLimitMs: number;
  /** A run that takes longer makes the engine a problem, though it may still come to an end. Default: half of runLimitMs. */
  readonly stuckMs?: number;
  readonly log: Logger;
  readonly metrics: Metrics;
}

interface PendingRun {
  readonly resolve: (run: EngineRun) => void;
  readonly reject: (error: Error) => void;
}

const firstRestartMs = 100;
const longestRestartMs = 5000;

/**
 * The engine process and its restarts. When the process dies, what it was running fails, and another is started; runs asked
 * for meanwhile wait for it.
 */
export class Engine {
  readonly #options: EngineOptions;
  readonly #progress: Progress;
  #child: ChildProcess | undefined;
  #ready: Promise<ModelInfo>;
  #pending = new Map<number, PendingRun>();
  #nextRunId = 1;
  #closed = false;
  #loaded = false;
  #restartMs = firstRestartMs;
  #watchdog: NodeJS.Timeout | undefined;

  constructor(options: EngineOptions) {
    this.#options = options;
    const { device, metrics, runLimitMs, stuckMs = runLimitMs / 2 } = options;
    this.#progress = new Progress(stuckMs);
    for (const counter of [metrics.workerBatches, metrics.workerRows, metrics.workerBusy]) counter.inc({ device }, 0);
    metrics.workerLastStep.set({ device }, 0);
    this.#ready = this.#start();
  }

  /**
   * Resolves once the model is loaded.
   * @throws {ServingError} FAILED_PRECONDITION for a model folder that cannot be served
   */
  get info(): Promise<ModelInfo> {
    return this.#ready;
  }

  /** Why no step gets done here now, or undefined: no process with the model, or one that does not come to an end. */
  problem(): string | undefined {
    return this.#loaded ? this.#progress.problem() : "the engine process has no model loaded";
  }

  /** The engine's process id, for tests and for people who look at a machine. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** @throws {Error} when the rows cannot be run, or the process dies before it is done */
  async run(rows: readonly StepRow[]): Promise<EngineRun> {
    await this.#ready;
    return new Promise((resolve, reject) => {
      const runId = this.#nextRunId++;
      this.#pending.set(runId, { resolve, reject });
      this.#progress.waiting(true);
      this.#send({ kind: "run", runId, rows });
      if (this.#pending.size === 1) this.#watch();
    });
  }

  /** Ends the process; what it was running fails. */
  close(): void {
    this.#closed = true;
    this.#child?.kill("SIGKILL");
  }

  #start(): Promise<ModelInfo> {
    const { modelFolder, threads, device, log } = this.#options;
    const { path, execArgv } = childModule(import.meta.url, "./engine-main");
    const child = fork(path, { execArgv, serialization: "advanced", stdio: ["ignore", "inherit", "inherit", "ipc"] });
    this.#child = child;
    const loaded = new Promise<ModelInfo>((resolve, reject) => {
      child.on("message", (message: FromEngine) => {
        switch (message.kind) {
          case "loaded":
            this.#restartMs = firstRestartMs;
            this.#loaded = true;
            log.info({ pid: child.pid, modelDigest: message.info.modelDigest }, "engine loaded");
            resolve(message.info);
            break;
          case "unusable":
            reject(new ServingError("FAILED_PRECONDITION", message.message));
            // Ends it like any other death: it is tried again, more and more seldom, until the folder is mended.
            child.kill("SIGKILL");
            break;
          case "done":
            this.#count(message);
            this.#settle(message.runId)?.resolve(message);
            break;
          case "failed":
            this.#settle(message.runId)?.reject(new Error(message.message));
            break;
          default:
            message satisfies never;
        }
      });
      child.on("error", reject);
      child.on("exit", (code, signal) => {
        const error = new Error(`engine process ended (${signal ?? `exit code ${code}`})`);
        reject(error);
        this.#onExit(child, error);
      });
    });
    // Whoever waits is told; this keeps a failure that nobody waits for from ending the service.
    loaded.catch(() => {});
    this.#send({ kind: "load", modelFolder, threads, device });
    return loaded;
  }

  #onExit(child: ChildProcess, error: Error): void {
    if (child !== this.#child) return;
    this.#loaded = false;
    clearTimeout(this.#watchdog);
    const interrupted = [...this.#pending.values()];
    this.#pending.clear();
    this.#progress.waiting(false);
    if (!this.#closed) {
      this.#options.metrics.engineRestarts.inc();
      this.#options.log.warn({ pid: child.pid, batches: interrupted.length, reason: error.message }, "engine ended");
      const delayMs = this.#restartMs;
      this.#restartMs = Math.min(delayMs * 2, longestRestartMs);
      this.#ready = new Promise((resolve) => setTimeout(resolve, delayMs)).then(() => {
        if (this.#closed) throw new Error("engine closed");
        return this.#start();
      });
      this.#ready.catch(() => {});
    }
    for (const run of interrupted) run.reject(error);
  }

  #count({ predictions, forwardMs }: EngineRun): void {
    const { device, metrics } = this.#options;
    metrics.workerBatches.inc({ device });
    metrics.workerRows.inc({ device }, predictions.length);
    metrics.workerBusy.inc({ device }, forwardMs / 1000);
    metrics.workerLastStep.set({ device }, Date.now() / 1000);
  }

  #settle(runId: number): PendingRun | undefined {
    const run = this.#pending.get(runId);
    this.#pending.delete(runId);
    clearTimeout(this.#watchdog);
    this.#progress.moved();
    this.#progress.waiting(this.#pending.size > 0);
    if (this.#pending.size > 0) this.#watch();
    return run;
  }

  /** Runs are done in order, so one timer, started again with each result, watches the one that is running. */
  #watch(): void {
    const { runLimitMs, log, metrics } = this.#options;
    this.#watchdog = setTimeout(() => {
      metrics.stalls.inc({ kind: "engine" });
      log.error({ pid: this.#child?.pid, runLimitMs }, "engine hangs, killing it");
      this.#child?.kill("SIGKILL");
    }, runLimitMs);
  }

  #send(message: ToEngine): void {
    // The callback takes the error of a process that died meanwhile; its exit event deals with it.
    this.#child?.send(message, () => {});
  }
}
