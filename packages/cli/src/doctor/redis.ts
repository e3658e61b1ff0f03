import { inspectRedis, type RedisFacts } from "@unmask/queue";
import { ServingError } from "@unmask/wire";
import { type Finding, fix, ok } from "./finding.js";

/** BullMQ's own demand is 5; streams and functions of 6.2 are what it is tested with. */
const oldestRedis = [6, 2] as const;
/** Clocks further apart than this make deadlines and waiting times wrong. */
const clockToleranceMs = 1000;

export async function checkRedis(url: string): Promise<Finding[]> {
  let facts: RedisFacts;
  try {
    facts = await inspectRedis(url);
  } catch (error) {
    if (!(error instanceof ServingError)) throw error;
    return [fix("Redis", error.message)];
  }
  return [version(facts), policy(facts), persistence(facts), memory(facts), clock(facts)];
}

function version({ version }: RedisFacts): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [wantedMajor, wantedMinor] = oldestRedis;
  const recent = major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
  return recent
    ? ok("Redis", `version ${version}`)
    : fix("Redis", `version ${version} is too old; install ${oldestRedis.join(".")} or newer`);
}

function policy({ policy }: RedisFacts): Finding {
  return policy === "noeviction"
    ? ok("Redis policy", "noeviction: jobs are refused when memory is full, never dropped")
    : fix(
        "Redis policy",
        `maxmemory-policy is ${policy}: Redis may drop jobs; set "maxmemory-policy noeviction" in its configuration`,
      );
}

function persistence({ appendOnly, writesSucceed }: RedisFacts): Finding {
  if (!appendOnly)
    return fix(
      "Redis persistence",
      'no append-only file: a crash loses jobs; set "appendonly yes" in its configuration',
    );
  return writesSucceed
    ? ok("Redis persistence", "append-only file, last write succeeded")
    : fix("Redis persistence", "its last write to disk failed; look at its log and its disk's free space");
}

function memory({ maxMemoryBytes, usedMemoryBytes }: RedisFacts): Finding {
  const used = `${mebibytes(usedMemoryBytes)} MiB used`;
  if (maxMemoryBytes === 0) return ok("Redis memory", `${used}, no limit`);
  const text = `${used} of ${mebibytes(maxMemoryBytes)} MiB`;
  return usedMemoryBytes < 0.8 * maxMemoryBytes
    ? ok("Redis memory", text)
    : fix("Redis memory", `${text}: nearly full, and then submissions fail; raise maxmemory or stop other users`);
}

function clock({ clockAheadMs }: RedisFacts): Finding {
  const text = `Redis is ${clockAheadMs} ms ahead of this machine`;
  return Math.abs(clockAheadMs) <= clockToleranceMs
    ? ok("Redis clock", text)
    : fix("Redis clock", `${text}; run a time service (chrony, systemd-timesyncd) on both`);
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
