import { setMaxListeners } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../packages/queue/src/testing/redis-server.js";
import { type Served, serve, UnmaskProcess } from "../support/serve.js";
import { Load, templates } from "./load.js";
import { numbers } from "./plan.js";
import { type Entry, judge } from "./verdict.js";

export interface EmbeddedOptions {
  /** Decides the moments and what is asked. */
  readonly seed: number;
  /** Times that the process is killed. */
  readonly kills: number;
  /** Clients that ask one thing after another until all kills are over. */
  readonly clients: number;
  readonly onKill?: (afterMs: number, during: "start" | "work") => void;
  /** How long what is left may take once nothing is killed any more, milliseconds. */
  readonly patienceMs?: number;
}

export interface EmbeddedReport {
  readonly log: readonly Entry[];
  /** Empty for a good run. */
  readonly problems: readonly string[];
}

/**
 * `unmask serve`, one process with its queue in a folder: killed with SIGKILL at moments that the seed chose, while it works, writes
 * and starts; each time the folder must open again and what was accepted go on, to the text of a quiet run.
 */
export async function runEmbedded(options: EmbeddedOptions): Promise<EmbeddedReport> {
  const { seed, kills, clients, onKill = () => {}, patienceMs = 90_000 } = options;
  const folder = await mkdtemp(join(tmpdir(), "unmask-embedded-chaos-"));
  const data = join(folder, "data");
  const address = `127.0.0.1:${await freePort()}`;
  const env = { UNMASK_GRPC: address };
  let served: Served = await serve(data, env);
  const load = new Load([address]);
  const patience = new AbortController();
  setMaxListeners(0, patience.signal);
  let timer: NodeJS.Timeout | undefined;
  try {
    await Promise.all(templates.map((_, i) => load.ask(i, AbortSignal.timeout(60_000), `quiet-${i}`)));
    const quiet = load.log.flatMap((entry) => (entry.kind === "result" ? [entry] : []));
    const texts = templates.map((_, i) => quiet.find(({ requestId }) => requestId === `quiet-${i}`)!.tokenIds);

    const random = numbers(seed);
    let over = false;
    const asking = Array.from({ length: clients }, async () => {
      do await load.ask(Math.floor(random() * templates.length), patience.signal);
      while (!over && !patience.signal.aborted);
    });
    const moments = numbers(seed + 1);
    for (let i = 0; i < kills; i++) {
      const afterMs = Math.round(50 + moments() * 1500);
      if (moments() < 0.25) {
        await served.kill("SIGKILL");
        const starting = new UnmaskProcess(["serve"], { UNMASK_HTTP: "127.0.0.1:0", UNMASK_DATA: data, ...env });
        await sleep(afterMs);
        await starting.kill("SIGKILL");
        onKill(afterMs, "start");
      } else {
        await sleep(afterMs);
        await served.kill("SIGKILL");
        onKill(afterMs, "work");
      }
      served = await serve(data, env);
    }
    over = true;
    timer = setTimeout(() => patience.abort(), patienceMs);
    await Promise.all(asking);
    return { log: load.log, problems: judge(load.log, texts) };
  } finally {
    clearTimeout(timer);
    patience.abort();
    load.close();
    await served.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  }
}
