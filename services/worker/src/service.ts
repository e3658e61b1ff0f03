import { basename } from "node:path";
import { DEVICES } from "@unmask/denoiser";
import {
  addressSetting,
  choiceSetting,
  defineService,
  integerSetting,
  startOperationsServer,
  textSetting,
  tlsSettings,
} from "@unmask/runtime";
import { readTls } from "@unmask/wire";
import { startWorker } from "./start-worker.js";

/** A worker as a process of its own: one for each device or CPU slot. */
export const workerService = defineService({
  name: "worker",
  summary: "load a model and run step batches for the schedulers",
  settings: {
    UNMASK_MODEL: textSetting().describe("folder of the checkpoint; its name is what requests call the model"),
    UNMASK_SCHEDULERS: textSetting()
      .default("127.0.0.1:50052")
      .describe(
        "HOST:PORT of every scheduler, commas between them; a host name stands for every address that it has, now and later",
      ),
    UNMASK_METRICS: addressSetting().default("127.0.0.1:8082").describe("where /metrics, /livez and /readyz are"),
    UNMASK_THREADS: integerSetting(1, 1024).default(1).describe("threads of a forward pass"),
    UNMASK_DEVICE: choiceSetting(DEVICES).default("cpu").describe("where the model runs; docs/gpu.md"),
    ...tlsSettings,
  },
  async start(settings, { log, metrics }) {
    const tls = await readTls({
      cert: settings.UNMASK_TLS_CERT,
      key: settings.UNMASK_TLS_KEY,
      ca: settings.UNMASK_TLS_CA,
    });
    let problem: (() => string | undefined) | undefined;
    // Before the model is loaded, which takes minutes for a large one: a probe must see that the process lives.
    const operations = await startOperationsServer({
      address: settings.UNMASK_METRICS,
      metrics,
      problem: () => (problem ? problem() : "the model is being loaded"),
    });
    const worker = await startWorker({
      model: basename(settings.UNMASK_MODEL),
      modelFolder: settings.UNMASK_MODEL,
      schedulers: settings.UNMASK_SCHEDULERS.split(",").map((address) => address.trim()),
      threads: settings.UNMASK_THREADS,
      device: settings.UNMASK_DEVICE,
      log,
      tls,
      metrics,
    }).catch((error: unknown) => {
      operations.close();
      throw error;
    });
    problem = () => worker.problem();
    log.info({ workerId: worker.workerId, metricsPort: operations.port }, "worker started");
    return async () => {
      worker.close();
      operations.close();
    };
  },
});
