import { randomUUID } from "node:crypto";
import type { Device } from "@unmask/denoiser";
import type { Logger, Metrics } from "@unmask/runtime";
import type { Tls } from "@unmask/wire";
import { attach } from "./attach.js";
import { Engine } from "./engine.js";
import { Line } from "./line.js";
import { attachToSchedulers } from "./schedulers.js";

export interface WorkerConfig {
  /** The name requests use for the model. */
  readonly model: string;
  /** Folder of the checkpoint. */
  readonly modelFolder: string;
  /** "host:port" of every scheduler to attach to, at least one; a host name stands for every address that it has. */
  readonly schedulers: readonly string[];
  /** Threads of a forward pass, ≥ 1. */
  readonly threads: number;
  /** Default "cpu". */
  readonly device?: Device | undefined;
  /** With it the worker attaches over TLS, and shows its certificate where there is one. */
  readonly tls?: Tls | undefined;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Model rows of one batch; on a CPU a larger batch only takes longer. Default 16. */
  readonly maxRows?: number;
  /** A forward pass that takes longer counts as hung. Default 120 s. */
  readonly runLimitMs?: number;
}

export interface WorkerHandle {
  readonly workerId: string;
  /** The engine's process id while it runs. */
  enginePid(): number | undefined;
  /** Why no step can run here now, or undefined. */
  problem(): string | undefined;
  close(): void;
}

/**
 * Loads the model in an engine process and attaches to the schedulers.
 * @throws {ServingError} FAILED_PRECONDITION when the model folder cannot be served
 */
export async function startWorker(config: WorkerConfig): Promise<WorkerHandle> {
  const {
    model,
    modelFolder,
    schedulers,
    threads,
    device = "cpu",
    metrics,
    runLimitMs = 120_000,
    maxRows = 16,
  } = config;
  const workerId = `w-${randomUUID().slice(0, 8)}`;
  const log = config.log.child({ workerId });
  const engine = new Engine({ modelFolder, threads, device, runLimitMs, log, metrics });
  const info = await engine.info.catch((error) => {
    engine.close();
    throw error;
  });
  const hello = {
    workerId,
    model,
    modelDigest: info.modelDigest,
    device,
    // One running, one waiting: the device never idles while a result travels.
    maxInFlight: 2,
    maxRows,
    maxTokens: maxRows * info.maxLength,
    maxLength: info.maxLength,
    vocabSize: info.vocabSize,
  };
  const line = new Line(engine);
  const attachment = attachToSchedulers({
    addresses: schedulers,
    attach: (address, name) => attach(address, hello, line, log, metrics, config.tls, name),
    log,
  });
  metrics.models.set({ model }, 1);
  return {
    workerId,
    enginePid: () => engine.pid,
    problem() {
      const problem = engine.problem();
      if (problem !== undefined) return problem;
      return attachment.isAttached ? undefined : "not attached to any scheduler";
    },
    close() {
      attachment.close();
      engine.close();
    },
  };
}
