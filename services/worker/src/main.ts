import { basename } from "node:path";
import { DEVICES } from "@unmask/denoiser";
import {
  choiceSetting,
  createLogger,
  integerSetting,
  logLevels,
  onShutdown,
  readSettings,
  textSetting,
  tlsSettings,
} from "@unmask/runtime";
import { readTls } from "@unmask/wire";
import { startWorker } from "./start-worker.js";

/** A worker as a process of its own: one for each device or CPU slot. */
const settings = readSettings(
  {
    UNMASK_MODEL: textSetting(),
    UNMASK_SCHEDULERS: textSetting().default("127.0.0.1:50052"),
    UNMASK_THREADS: integerSetting(1, 1024).default(1),
    UNMASK_DEVICE: choiceSetting(DEVICES).default("cpu"),
    ...tlsSettings,
    UNMASK_LOG_LEVEL: choiceSetting(logLevels).default("info"),
  },
  process.env,
);
const log = createLogger({ level: settings.UNMASK_LOG_LEVEL });
const tls = await readTls({ cert: settings.UNMASK_TLS_CERT, key: settings.UNMASK_TLS_KEY, ca: settings.UNMASK_TLS_CA });
const worker = await startWorker({
  model: basename(settings.UNMASK_MODEL),
  modelFolder: settings.UNMASK_MODEL,
  schedulers: settings.UNMASK_SCHEDULERS.split(","),
  threads: settings.UNMASK_THREADS,
  device: settings.UNMASK_DEVICE,
  log,
  tls,
});
log.info({ workerId: worker.workerId }, "worker started");
onShutdown(async () => worker.close());
