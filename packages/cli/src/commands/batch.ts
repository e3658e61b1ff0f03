import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Batch, ServingError, type UnmaskClient } from "@unmask/client";
import { Command, Option } from "commander";
import type { Io } from "../io.js";
import { addServerOptions, type ServerFlags, withClient } from "../options/server.js";
import { ProgressBar } from "../view/progress-bar.js";

const description = `Run many requests in the background: a file with one JSON object a line, in OpenAI's form.

  {"custom_id": "a", "method": "POST", "url": "/v1/chat/completions", "body": {"messages": [...]}}

Results are kept for 30 days.`;

const endpoints = ["/v1/chat/completions", "/v1/completions", "/v1/generate", "/v1/infill"];

export function batchCommand(io: Io): Command {
  return new Command("batch")
    .summary("run a file of requests in the background")
    .description(description)
    .addCommand(submitCommand(io))
    .addCommand(statusCommand(io))
    .addCommand(fetchCommand(io))
    .addCommand(cancelCommand(io))
    .addCommand(listCommand(io));
}

function submitCommand(io: Io): Command {
  const command = new Command("submit")
    .summary("upload a file, start its batch and print the batch's id")
    .argument("<file>", "JSON lines, at most 50,000 and 200 MiB; - reads standard input")
    .addOption(
      new Option("--endpoint <path>", "what each line's body is for").choices(endpoints).default(endpoints[0]!),
    )
    .option("--wait", "stay until the batch has ended");
  return addServerOptions(command).action(
    async (path: string, flags: ServerFlags & { endpoint: string; wait?: true }) => {
      await withClient(flags, io, async (client, signal) => {
        const bar = new ProgressBar(io.stderr);
        const total = path === "-" ? undefined : await sizeOf(path);
        const source = path === "-" ? io.stdin : createReadStream(path);
        const input = counted(source, (done) =>
          bar.show({ label: "uploading", done, total, detail: `${(done / 1e6).toFixed(1)} MB` }),
        );
        const filename = path === "-" ? "stdin.jsonl" : basename(path);
        const batch = await client.batches
          .create({ endpoint: flags.endpoint, input, filename }, { signal })
          .finally(() => bar.clear());
        io.stdout.write(`${batch.id}\n`);
        if (flags.wait) await follow(client, batch.id, io, signal);
      });
    },
  );
}

function statusCommand(io: Io): Command {
  const command = new Command("status")
    .summary("say how far a batch is")
    .argument("<id>", "as submit printed it")
    .option("--watch", "stay until the batch has ended")
    .option("--json", "print one object");
  return addServerOptions(command).action(async (id: string, flags: ServerFlags & { watch?: true; json?: true }) => {
    await withClient(flags, io, async (client, signal) => {
      if (flags.watch && !flags.json) return follow(client, id, io, signal);
      let batch = await client.batches.get(id, { signal });
      if (flags.watch) for await (const news of client.batches.watch(id, { signal })) batch = news;
      io.stdout.write(flags.json ? `${batchJson(batch)}\n` : statusLines(batch));
    });
  });
}

function fetchCommand(io: Io): Command {
  const command = new Command("fetch")
    .summary("download the results of a batch that has ended")
    .description(
      "Download the results of a batch that has ended: JSON lines, in the order in which they were finished.",
    )
    .argument("<id>", "as submit printed it")
    .option("-o, --output <file>", "write them there rather than to standard output")
    .option("--errors", "the lines that were refused or failed, rather than the answers");
  return addServerOptions(command).action(
    async (id: string, flags: ServerFlags & { output?: string; errors?: true }) => {
      await withClient(flags, io, async (client, signal) => {
        const batch = await client.batches.get(id, { signal });
        if (!batch.endedAt) {
          const message = `batch ${id} is ${batch.status}: ${counts(batch)}; it has results when it has ended`;
          throw new ServingError("FAILED_PRECONDITION", message);
        }
        const bar = new ProgressBar(io.stderr);
        const { errors = false, output } = flags;
        const bytes = counted(client.batches.results(id, { errors, signal }), (done) =>
          bar.show({ label: "downloading", done, total: undefined, detail: `${(done / 1e6).toFixed(1)} MB` }),
        );
        const target: Writable = output === undefined ? io.stdout : createWriteStream(output);
        await pipeline(bytes, target, { end: output !== undefined }).finally(() => bar.clear());
      });
    },
  );
}

function cancelCommand(io: Io): Command {
  const command = new Command("cancel")
    .summary("end a batch soon; what is finished is kept")
    .argument("<id>", "as submit printed it");
  return addServerOptions(command).action(async (id: string, flags: ServerFlags) => {
    await withClient(flags, io, async (client, signal) => {
      io.stdout.write(statusLines(await client.batches.cancel(id, { signal })));
    });
  });
}

function listCommand(io: Io): Command {
  const command = new Command("list")
    .summary("list the batches, newest first")
    .option("--json", "print one object a line");
  return addServerOptions(command).action(async (flags: ServerFlags & { json?: true }) => {
    await withClient(flags, io, async (client, signal) => {
      for await (const batch of client.batches.list({ signal }))
        io.stdout.write(flags.json ? `${batchJson(batch)}\n` : `${headline(batch)}\n`);
    });
  });
}

/** Shows a bar until the batch has ended. @throws {ServingError} for a batch that failed */
async function follow(client: UnmaskClient, id: string, io: Io, signal: AbortSignal): Promise<void> {
  const bar = new ProgressBar(io.stderr);
  let last: Batch | undefined;
  try {
    for await (const batch of client.batches.watch(id, { signal })) {
      last = batch;
      const done = batch.completed + batch.failed;
      bar.show({ label: batch.status, done, total: batch.total, detail: counts(batch) });
    }
  } finally {
    bar.clear();
  }
  if (last) io.stdout.write(statusLines(last));
  if (last?.status === "failed") throw new ServingError("FAILED_PRECONDITION", `batch ${id} failed; correct its file`);
}

function statusLines(batch: Batch): string {
  const problems = batch.errors.map(({ line, message }) => `  ${line > 0 ? `line ${line}: ` : ""}${message}`);
  return `${[headline(batch), ...problems].join("\n")}\n`;
}

function headline(batch: Batch): string {
  return `${batch.id} · ${batch.status} · ${counts(batch)} · ${batch.endpoint} · ${batch.createdAt.toISOString()}`;
}

function counts({ total, completed, failed }: Batch): string {
  return `${completed + failed}/${total}${failed > 0 ? `, ${failed} failed` : ""}`;
}

/** One line of JSON, in the spelling of the public API. */
function batchJson(batch: Batch): string {
  const { id, endpoint, status, total, completed, failed, errors, metadata } = batch;
  return JSON.stringify({
    id,
    endpoint,
    status,
    request_counts: { total, completed, failed },
    errors,
    input_file_id: batch.inputFileId,
    output_file_id: batch.outputFileId || null,
    error_file_id: batch.errorFileId || null,
    created_at: batch.createdAt,
    expires_at: batch.expiresAt,
    ended_at: batch.endedAt ?? null,
    metadata,
  });
}

async function* counted(
  source: AsyncIterable<Uint8Array>,
  onBytes: (done: number) => void,
): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const chunk of source) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    done += bytes.length;
    onBytes(done);
    yield bytes;
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    throw new ServingError("INVALID_ARGUMENT", `cannot read ${path}: ${(error as Error).message}`, { cause: error });
  }
}
