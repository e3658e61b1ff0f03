import { integerSetting } from "@unmask/runtime";
import { defaultHoldLimits, type HoldLimits } from "./start-gateway.js";

/** What callers may hold, as environment variables. */
export const holdSettings = {
  UNMASK_MAX_CONNECTIONS: integerSetting(1, 1_000_000)
    .default(defaultHoldLimits.connections)
    .describe("open connections on each of the two addresses; further ones are closed"),
  UNMASK_MAX_STREAMS: integerSetting(1, 1_000_000)
    .default(defaultHoldLimits.streamsPerConnection)
    .describe("calls at once on one gRPC connection; its client waits with further ones"),
  UNMASK_MAX_CALLS_PER_TENANT: integerSetting(1, 1_000_000)
    .default(defaultHoldLimits.callsPerTenant)
    .describe("calls and requests of one tenant under way at this gateway; further ones are refused"),
  UNMASK_MAX_FILE_BYTES_PER_TENANT: integerSetting(4096, 2 ** 50)
    .default(defaultHoldLimits.fileBytesPerTenant)
    .describe("all files of one tenant together, batches' results included; further uploads and batches are refused"),
  UNMASK_MAX_BATCHES_PER_TENANT: integerSetting(1, 1_000_000)
    .default(defaultHoldLimits.batchesPerTenant)
    .describe("batches of one tenant that have not ended; further ones are refused"),
};

type Settings = { readonly [Name in keyof typeof holdSettings]: number };

export function holdLimits(settings: Settings): HoldLimits {
  return {
    connections: settings.UNMASK_MAX_CONNECTIONS,
    streamsPerConnection: settings.UNMASK_MAX_STREAMS,
    callsPerTenant: settings.UNMASK_MAX_CALLS_PER_TENANT,
    fileBytesPerTenant: settings.UNMASK_MAX_FILE_BYTES_PER_TENANT,
    batchesPerTenant: settings.UNMASK_MAX_BATCHES_PER_TENANT,
  };
}
