import type { GenerateResponse } from "@unmask/client";
import { Command } from "commander";
import { showAnswer } from "../answer.js";
import { interruptible } from "../interrupt.js";
import type { Io } from "../io.js";
import { readPrompt } from "../options/prompt.js";
import { addSamplingOptions, type SamplingFlags, samplingParams } from "../options/sampling.js";
import { addServerOptions, connect, type ServerFlags } from "../options/server.js";

interface Flags extends SamplingFlags, ServerFlags {
  readonly raw?: true;
  readonly json?: true;
}

const description = `Answer one prompt.

On a terminal the answer unmasks in place, most confident tokens first; piped, it is plain text.`;

const examples = `
Examples:
  unmask generate "Name three colours."
  unmask generate --gen-length 64 --block-length 16 --strategy threshold "Name three colours."
  echo "Name three colours." | unmask generate - --json`;

export function generateCommand(io: Io): Command {
  const command = new Command("generate")
    .summary("answer one prompt")
    .description(description)
    .argument("[prompt]", "what to answer; - or nothing reads standard input")
    .option("--raw", "give the prompt to the model as it is, without its chat template")
    .option("--json", "print one object: text, finish_reason, usage, model, request_id");
  addServerOptions(addSamplingOptions(command));
  return command.addHelpText("after", examples).action(async (argument: string | undefined, flags: Flags) => {
    const prompt = await readPrompt(argument, command, io);
    const input = flags.raw ? { rawPrompt: prompt } : { prompt };
    const request = { ...input, model: flags.model, params: samplingParams(flags) };
    const client = await connect(flags, io);
    try {
      await interruptible(async (signal) => {
        if (flags.json) io.stdout.write(`${asJson(await client.generate(request, { signal }))}\n`);
        else await showAnswer(client, request, io, signal);
      });
    } finally {
      client.close();
    }
  });
}

/** One line of JSON, in the spelling of the public API. */
export function asJson(response: GenerateResponse): string {
  return JSON.stringify(answerFields(response));
}

export function answerFields(response: GenerateResponse): object {
  const { text, tokenIds, confidences, commitSteps, gaps, stop, finishReason, usage, model, requestId } = response;
  return {
    text,
    finish_reason: finishReason,
    ...(stop !== "" && { stop }),
    ...(gaps.length > 0 && { gaps: gaps.map(({ position, text: filled }) => ({ position, text: filled })) }),
    ...(commitSteps.length > 0 && { token_ids: tokenIds, confidences, commit_steps: commitSteps }),
    usage: {
      prompt_tokens: usage.promptTokens,
      completion_tokens: usage.completionTokens,
      forwards: usage.forwards,
      steps: usage.steps,
      positions_forwarded: usage.positionsForwarded,
      committed_tokens: usage.committedTokens,
      committed_per_forward: usage.committedPerForward,
      wasted_tokens: usage.wastedTokens,
      ...(usage.inTime !== undefined && { in_time: usage.inTime, hurried_tokens: usage.hurriedTokens }),
      queue_ms: usage.queueMs,
      total_ms: usage.totalMs,
    },
    model,
    request_id: requestId,
  };
}
