import { readFileSync } from "node:fs";

/** A process, told apart from a later one with the same pid where the system says when it started. */
export interface ProcessIdentity {
  readonly pid: number;
  /** The boot and the clock tick it started at; undefined where there is no /proc. */
  readonly startedAt?: string;
}

export function thisProcess(): ProcessIdentity {
  const startedAt = startOf(process.pid);
  return startedAt === undefined ? { pid: process.pid } : { pid: process.pid, startedAt };
}

/** Whether the very process lives. A reused pid (in containers it is always the same few) does not count. */
export function isAlive(identity: ProcessIdentity): boolean {
  try {
    process.kill(identity.pid, 0);
  } catch (error) {
    // EPERM: it lives and belongs to another user.
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  const startedAt = startOf(identity.pid);
  return startedAt === undefined || identity.startedAt === undefined || startedAt === identity.startedAt;
}

function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // Fields are counted after the command's name, which may hold spaces and ")"; the start time is the 22nd of all.
    const ticks = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}:${ticks}`;
  } catch {
    return undefined;
  }
}
