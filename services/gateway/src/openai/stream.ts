import type { GenerateResponse } from "@unmask/wire";
import { type Choice, runAll } from "../endpoint.js";
import type { Generation } from "../generation.js";
import { SettledText } from "../settled-text.js";
import { finishReason, ownFields, partLogprobs, type Shape } from "./shapes.js";

/** Where chunks go. */
export interface ChunkSink {
  /** The first answer's job is in the queue. */
  open(): void;
  /** @returns false when the reader is behind: nothing is sent until it has caught up, except what ends a choice */
  send(chunk: object): boolean;
  onDrain(listener: () => void): void;
}

export interface StreamOptions {
  readonly generation: Generation;
  readonly choices: readonly Choice[];
  readonly shape: Shape;
  readonly logprobs: boolean;
  readonly signal: AbortSignal;
  readonly sink: ChunkSink;
}

/**
 * Sends each choice's text as it settles, then its finish. A reader that is behind costs no more memory than the answers:
 * what settles meanwhile comes as one chunk.
 */
export async function streamChoices(options: StreamOptions): Promise<GenerateResponse[]> {
  const { generation, choices, shape, logprobs, signal, sink } = options;
  const lines = choices.map((choice) => new Line(choice, shape, logprobs));
  let blocked = false;
  const send = (chunk: object) => {
    if (sink.send(chunk) || blocked) return;
    blocked = true;
    sink.onDrain(() => {
      blocked = false;
      for (const line of lines) flush(line);
    });
  };
  const flush = (line: Line) => {
    const chunk = blocked ? undefined : line.settled();
    if (chunk) send(chunk);
  };
  const byIndex = new Map(lines.map((line) => [line.choice.index, line]));
  return runAll(choices, signal, async (choice, either) => {
    const line = byIndex.get(choice.index)!;
    const response = await generation.run(choice.accepted, {
      signal: either,
      onStarted: () => {
        sink.open();
        const opening = shape.opening();
        if (opening) send({ index: choice.index, ...opening, finish_reason: null });
      },
      onFrame: (frame) => {
        line.text.add(frame);
        flush(line);
      },
    });
    for (const chunk of line.ending(response)) send(chunk);
    return response;
  });
}

/** One choice's chunks. */
class Line {
  readonly choice: Choice;
  readonly text: SettledText;
  readonly #shape: Shape;
  readonly #logprobs: boolean;
  #offset = 0;

  constructor(choice: Choice, shape: Shape, logprobs: boolean) {
    this.choice = choice;
    this.text = new SettledText(choice.accepted.job, choice.accepted.text);
    this.#shape = shape;
    this.#logprobs = logprobs;
  }

  settled(): object | undefined {
    return this.#chunk(this.text.take());
  }

  ending(response: GenerateResponse): object[] {
    const rest = this.#chunk(this.text.finish(response));
    const { index } = this.choice;
    const finish_reason = finishReason(response);
    const end = { index, ...this.#shape.closing(), finish_reason, ...ownFields(this.choice, response) };
    return rest ? [rest, end] : [end];
  }

  #chunk(part: ReturnType<SettledText["take"]>): object | undefined {
    if (!part || (part.text === "" && !this.#logprobs)) return undefined;
    const { index, accepted } = this.choice;
    const logprobs = partLogprobs(this.#shape, part, accepted.text, this.#offset, this.#logprobs);
    this.#offset += part.text.length;
    return { index, ...this.#shape.part(part.text, logprobs), finish_reason: null };
  }
}
