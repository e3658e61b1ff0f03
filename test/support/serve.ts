import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const command = "packages/cli/bin/unmask.js";

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A built program of this project as a process of its own: the `unmask` command, or a service's main.js. */
export class UnmaskProcess {
  readonly child: ChildProcess;
  readonly exited: Promise<Exit>;
  #stdout = "";
  #stderr = "";

  /** @param within what the command line begins with, such as what runs the rest in another network */
  constructor(
    args: readonly string[],
    env: Record<string, string> = {},
    program = command,
    within: readonly string[] = [],
  ) {
    const [first, ...rest] = [...within, process.execPath, join(root, program), ...args];
    this.child = spawn(first!, rest, {
      env: { ...process.env, UNMASK_LOG_LEVEL: "warn", UNMASK_METRICS: "127.0.0.1:0", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child.stdout!.on("data", (chunk) => {
      this.#stdout += chunk;
    });
    this.child.stderr!.on("data", (chunk) => {
      this.#stderr += chunk;
    });
    this.exited = once(this.child, "close").then(([code, signal]) => {
      return { code, signal, stdout: this.#stdout, stderr: this.#stderr };
    });
  }

  /** So far. */
  get stderr(): string {
    return this.#stderr;
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Waits until the output matches. @throws {Error} with all output when the process ends first */
  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.#stdout) ?? pattern.exec(this.#stderr);
      if (match) return match;
      const heard = new AbortController();
      const news = [this.child.stdout!, this.child.stderr!].map((from) => once(from, "data", { signal: heard.signal }));
      const ended = await Promise.race([this.exited, ...news]);
      heard.abort();
      if (Array.isArray(ended)) continue;
      throw new Error(`unmask ended with ${ended.code ?? ended.signal}: ${ended.stdout}${ended.stderr}`);
    }
  }

  kill(signal: NodeJS.Signals): Promise<Exit> {
    this.child.kill(signal);
    return this.exited;
  }
}

export interface Served extends UnmaskProcess {
  readonly grpc: string;
  readonly http: string;
}

/** `unmask serve` on free ports; resolves when it says that it is ready. */
export async function serve(dataDir: string, env: Record<string, string> = {}): Promise<Served> {
  const listen = { UNMASK_GRPC: "127.0.0.1:0", UNMASK_HTTP: "127.0.0.1:0", UNMASK_DATA: dataDir };
  const unmask = new UnmaskProcess(["serve"], { ...listen, ...env });
  const [, grpc, http] = await unmask.printed(/gRPC\s+(\S+)\n\s+HTTP\s+http:\/\/(\S+)/);
  return Object.assign(unmask, { grpc: grpc!, http: http! });
}

/** Process ids of a serving process's engines (Linux). */
export function enginesOf(pid: number): number[] {
  const isEngine = (entry: string): boolean => {
    try {
      const parent = /^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${entry}/stat`, "utf8"))?.[1];
      return Number(parent) === pid && readFileSync(`/proc/${entry}/cmdline`, "utf8").includes("engine-main");
    } catch {
      return false; // it ended meanwhile
    }
  };
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry) && isEngine(entry))
    .map(Number);
}
