import type { Command } from "commander";
import { type Io, readAll } from "../io.js";

/** The prompt that a command line gives: its argument, or standard input for - or nothing. Ends the command without either. */
export async function readPrompt(argument: string | undefined, command: Command, io: Io): Promise<string> {
  if (argument === undefined && io.stdin.isTTY)
    command.error(`error: a prompt is missing: unmask ${command.name()} "…", or - to read standard input`);
  return argument === undefined || argument === "-" ? readAll(io.stdin) : argument;
}
