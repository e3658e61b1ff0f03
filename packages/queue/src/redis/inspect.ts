import { connect } from "./connect.js";

/** What decides whether a Redis may keep jobs. */
export interface RedisFacts {
  /** Such as "7.0.15". */
  readonly version: string;
  /** What it does at its memory limit, such as "noeviction". */
  readonly policy: string;
  /** Whether it writes an append-only file. */
  readonly appendOnly: boolean;
  /** Whether its last write of that file, and its last snapshot, succeeded. */
  readonly writesSucceed: boolean;
  /** 0 for no limit. */
  readonly maxMemoryBytes: number;
  readonly usedMemoryBytes: number;
  /** Its clock less this machine's, milliseconds; half of a round trip may hide in it. */
  readonly clockAheadMs: number;
}

/** @throws {ServingError} UNAVAILABLE within about three seconds */
export async function inspectRedis(url: string): Promise<RedisFacts> {
  const client = await connect(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1 }, () => {});
  try {
    // INFO, since managed services refuse CONFIG.
    const text = await client.info();
    const facts = new Map(text.split("\r\n").map((line) => line.split(":") as [string, string]));
    const askedMs = Date.now();
    const [seconds, micros] = await client.time();
    const answeredMs = Date.now();
    return {
      version: facts.get("redis_version") ?? "unknown",
      policy: facts.get("maxmemory_policy") ?? "unknown",
      appendOnly: facts.get("aof_enabled") === "1",
      writesSucceed: facts.get("aof_last_write_status") !== "err" && facts.get("rdb_last_bgsave_status") !== "err",
      maxMemoryBytes: Number(facts.get("maxmemory") ?? 0),
      usedMemoryBytes: Number(facts.get("used_memory") ?? 0),
      clockAheadMs: Math.round(Number(seconds) * 1000 + Number(micros) / 1000 - (askedMs + answeredMs) / 2),
    };
  } finally {
    client.disconnect();
  }
}
