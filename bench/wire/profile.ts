import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly startTime: number;
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** What belongs together, by the file that a function is in; the first that fits. */
const parts: readonly (readonly [string, RegExp])[] = [
  ["decide", /packages\/scheduling\//],
  ["sequences: rows, commits", /packages\/diffusion\//],
  ["rows and predictions to and from messages", /packages\/wire\//],
  ["protobuf", /protobufjs|proto-loader|^\(protobuf\)/],
  ["grpc-js", /@grpc\/grpc-js/],
  ["metrics", /prom-client|measures\.js|packages\/runtime\//],
  ["scheduler service", /services\/scheduler\//],
  ["queue: BullMQ, ioredis", /bullmq|ioredis|redis-parser|packages\/queue\/|msgpackr/],
  ["HTTP/2 and streams of Node", /node:internal\/(http2|streams|stream_base_commons|js_stream)|node:net|node:events/],
  ["Node, the rest", /^node:/],
];

/**
 * Self time by part and by function, of the one CPU profile in a folder.
 * @param fromMs and
 * @param toMs of the monotonic clock; samples outside do not count
 */
export async function profileOf(folder: string, fromMs: number, toMs: number): Promise<string> {
  const [file] = (await readdir(folder)).filter((name) => name.endsWith(".cpuprofile"));
  const profile: Profile = JSON.parse(await readFile(join(folder, file!), "utf8"));
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const byPart = new Map<string, number>();
  const byFunction = new Map<string, number>();
  let busy = 0;
  let atUs = profile.startTime;
  for (const [i, id] of profile.samples.entries()) {
    const delta = profile.timeDeltas[i]!;
    atUs += delta;
    if (atUs < fromMs * 1000 || atUs > toMs * 1000) continue;
    const { functionName, url, lineNumber } = frames.get(id)!;
    if (functionName === "(idle)") continue;
    busy += delta;
    const add = (to: Map<string, number>, key: string) => to.set(key, (to.get(key) ?? 0) + delta);
    add(byPart, partOf(functionName, url));
    add(
      byFunction,
      `${functionName || "(anonymous)"}  ${url.replace(/^.*\/node_modules\/|^file:\/\/.*\/(?=(packages|services)\/)/, "")}:${lineNumber + 1}`,
    );
  }
  const list = (map: Map<string, number>, count: number) =>
    [...map]
      .sort(([, a], [, b]) => b - a)
      .slice(0, count)
      .map(([name, us]) => `  ${((100 * us) / busy).toFixed(1).padStart(5)} %  ${name}\n`)
      .join("");
  return `of its busy time, by part\n${list(byPart, 20)}by function\n${list(byFunction, 25)}`;
}

function partOf(functionName: string, url: string): string {
  if (functionName === "(garbage collector)") return "garbage collection";
  if (url === "")
    return /^(Message|Root|SchedulerMessage|StepBatch|StepRow|WorkerMessage|StepResult|RowPrediction)\$/.test(
      functionName,
    )
      ? "protobuf"
      : `native: ${functionName}`;
  return parts.find(([, pattern]) => pattern.test(url))?.[0] ?? "other";
}
