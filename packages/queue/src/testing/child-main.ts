import { openQueue } from "../open-queue.js";
import type { QueueOptions } from "../options.js";

// The other process of a test. "hold" takes a job, saves a checkpoint and never ends; "once" does one job's whole way
// and must then exit by itself.
const [task, options] = process.argv.slice(2);
const queue = await openQueue<unknown, string, { step: number }>(JSON.parse(options ?? "{}") as QueueOptions);

if (task === "hold") {
  queue.consume(
    async (job) => {
      await job.saveCheckpoint({ step: 7 });
      process.stdout.write(`holding ${job.id}\n`);
      return await new Promise<string>(() => {});
    },
    { concurrency: 4 },
  );
  process.stdout.write("ready\n");
  if (queue.backend === "embedded") await queue.submit("held", { prompt: "x" }, 5);
} else {
  const consumer = queue.consume(async () => "done", { concurrency: 1 });
  const stop = await queue.watch("one", () => {});
  await queue.submit("one", {}, 5);
  await queue.outcome("one");
  await stop();
  await consumer.close();
  await queue.close();
  process.stdout.write("closed\n");
}
