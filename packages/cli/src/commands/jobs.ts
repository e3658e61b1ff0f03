import type { Job, JobEvent, StreamEvent, UnmaskClient } from "@unmask/client";
import { ServingError } from "@unmask/wire";
import { Command } from "commander";
import { showEvents } from "../answer.js";
import type { Io } from "../io.js";
import { readPrompt } from "../options/prompt.js";
import { addSamplingOptions, type SamplingFlags, samplingParams } from "../options/sampling.js";
import { addServerOptions, type ServerFlags, withClient } from "../options/server.js";
import { withoutControls } from "../view/columns.js";
import { answerFields } from "./generate.js";

interface SubmitFlags extends SamplingFlags, ServerFlags {
  readonly raw?: true;
  readonly requestId?: string;
}

interface JobFlags extends ServerFlags {
  readonly json?: true;
}

const description = `Generate without waiting: submit a job now, and look at it, watch it or collect its answer later.

An ended job is kept for an hour.`;

export function jobsCommand(io: Io): Command {
  return new Command("jobs")
    .summary("submit prompts now, collect their answers later")
    .description(description)
    .addCommand(submitCommand(io))
    .addCommand(oneJob(io, "get", "show a job as it stands", (client, id, signal) => client.jobs.get(id, { signal })))
    .addCommand(watchCommand(io))
    .addCommand(
      oneJob(io, "cancel", "end a job at its next step", (client, id, signal) => client.jobs.cancel(id, { signal })),
    );
}

function submitCommand(io: Io): Command {
  const command = new Command("submit")
    .summary("queue a prompt and print the job's id")
    .description("Queue a prompt, and print the job's id as soon as it is in the queue.")
    .argument("[prompt]", "what to answer; - or nothing reads standard input")
    .option("--raw", "give the prompt to the model as it is, without its chat template")
    .option("--request-id <id>", "repeated with the same prompt and options, it is the same job");
  addServerOptions(addSamplingOptions(command));
  return command.action(async (argument: string | undefined, flags: SubmitFlags) => {
    const prompt = await readPrompt(argument, command, io);
    const input = flags.raw ? { rawPrompt: prompt } : { prompt };
    const request = { ...input, model: flags.model, requestId: flags.requestId, params: samplingParams(flags) };
    await withClient(flags, io, async (client, signal) => {
      const { id } = await client.jobs.submit(request, { signal });
      io.stdout.write(`${id}\n`);
    });
  });
}

function oneJob(
  io: Io,
  name: string,
  summary: string,
  ask: (client: UnmaskClient, id: string, signal: AbortSignal) => Promise<Job>,
): Command {
  const command = new Command(name)
    .summary(summary)
    .argument("<id>", "as submit printed it")
    .option("--json", "print one object");
  return addServerOptions(command).action(async (id: string, flags: JobFlags) => {
    await withClient(flags, io, async (client, signal) => {
      const job = await ask(client, id, signal);
      io.stdout.write(flags.json ? `${jobJson(job)}\n` : jobLines(job));
    });
  });
}

function watchCommand(io: Io): Command {
  const command = new Command("watch")
    .summary("watch a job unmask, and print its answer")
    .description("Watch a job unmask from where it stands; piped, print its answer when it is there.")
    .argument("<id>", "as submit printed it");
  return addServerOptions(command).action(async (id: string, flags: ServerFlags) => {
    await withClient(flags, io, async (client, signal) => {
      await showEvents(answerEvents(client.jobs.watch(id, { signal })), io, signal);
    });
  });
}

/**
 * A watched job as the stream of its answer.
 * @throws {ServingError} what the job failed with
 */
async function* answerEvents(events: AsyncIterable<JobEvent>): AsyncGenerator<StreamEvent> {
  let started = false;
  for await (const event of events) {
    if (event.kind === "frame") {
      yield event;
      continue;
    }
    const { job } = event;
    if (!started) yield { kind: "started", started: job };
    started = true;
    if (job.error) throw job.error;
    if (job.result) yield { kind: "result", response: job.result };
  }
}

function jobLines(job: Job): string {
  const { id, state, result, error } = job;
  const seconds = job.submittedAt && ((job.endedAt ?? new Date()).getTime() - job.submittedAt.getTime()) / 1000;
  const line = [id, state, ...(seconds === undefined ? [] : [`${seconds.toFixed(1)} s`])].join(" · ");
  const rest = result?.text ?? error?.message;
  return rest === undefined ? `${line}\n` : `${line}\n${withoutControls(rest)}\n`;
}

/** One line of JSON, in the spelling of the public API. */
function jobJson({ id, state, requestId, model, submittedAt, startedAt, endedAt, result, error }: Job): string {
  return JSON.stringify({
    id,
    state,
    request_id: requestId,
    model,
    submitted_at: submittedAt,
    started_at: startedAt,
    ended_at: endedAt,
    ...(result && { result: answerFields(result) }),
    ...(error instanceof ServingError && { error: { code: error.code, message: error.message } }),
  });
}
