import { createInterface } from "node:readline";
import type { Message, UnmaskClient } from "@unmask/client";
import { Command } from "commander";
import { showAnswer } from "../answer.js";
import { Interrupted, report } from "../failure.js";
import { interruptible } from "../interrupt.js";
import type { Io } from "../io.js";
import { addSamplingOptions, type SamplingFlags, samplingParams } from "../options/sampling.js";
import { addServerOptions, connect, type ServerFlags, serverAddress } from "../options/server.js";

type Flags = SamplingFlags & ServerFlags;

const description = `Talk with the model; it sees the whole conversation each time.

/reset forgets the conversation, /exit or Ctrl-D ends it. Ctrl-C stops an answer. Piped, each line is a turn.`;

export function chatCommand(io: Io): Command {
  const command = new Command("chat").summary("talk with the model, turn by turn").description(description);
  addServerOptions(addSamplingOptions(command));
  return command.action(async (flags: Flags) => {
    const client = await connect(flags, io);
    try {
      await chat(client, flags, io);
    } finally {
      client.close();
    }
  });
}

async function chat(client: UnmaskClient, flags: Flags, io: Io): Promise<void> {
  const person = io.stdin.isTTY ? io.stdin : undefined;
  let conversation: Message[] = [];
  if (person)
    io.stderr.write(`Chat with ${serverAddress(flags, io)}: /reset forgets, /exit ends, Ctrl-C stops an answer.\n`);
  const lines = createInterface({
    input: io.stdin,
    prompt: "> ",
    ...(person ? { output: io.stderr, terminal: true } : {}),
  });
  let left = false;
  lines.on("SIGINT", () => {
    left = true;
    lines.close();
  });
  if (person) lines.prompt();
  for await (const line of lines) {
    const content = line.trim();
    if (content === "/exit") break;
    if (content === "/reset") conversation = [];
    else if (content !== "") {
      // The terminal is the answer's now: its Ctrl-C is a signal again, and keys wait for the next prompt.
      lines.pause();
      person?.setRawMode(false);
      conversation = await turn(client, [...conversation, { role: "user", content }], flags, io);
      person?.setRawMode(true);
      lines.resume();
    }
    if (person) lines.prompt();
  }
  lines.close();
  if (person) io.stderr.write("\n");
  if (left) throw new Interrupted("SIGINT");
}

/** @returns the conversation with its answer; a person keeps the conversation without the turn that failed */
async function turn(client: UnmaskClient, messages: readonly Message[], flags: Flags, io: Io): Promise<Message[]> {
  const request = { messages, model: flags.model, params: samplingParams(flags) };
  try {
    const { text } = await interruptible((signal) => showAnswer(client, request, io, signal));
    return [...messages, { role: "assistant", content: text }];
  } catch (error) {
    if (!io.stdin.isTTY) throw error;
    report(error, (line) => io.stderr.write(`${line}\n`));
    return messages.slice(0, -1);
  }
}
