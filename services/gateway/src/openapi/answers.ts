import { z } from "zod";

/** What the native routes answer. The functions that make the JSON have these types, so that neither goes its own way. */

const count = (description: string) => z.number().meta({ type: "integer", minimum: 0, description });
const ms = (description: string) => z.number().meta({ minimum: 0, description: `${description}, milliseconds` });
const probability = z.number().meta({ minimum: 0, maximum: 1 });
const id = z.number().meta({ type: "integer", minimum: 0 });

const requestId = z.string().meta({ description: "as in the request, or chosen by the server" });

const usage = z.object({
  prompt_tokens: count("tokens of the prompt, its template included"),
  completion_tokens: count("visible tokens: what stands before the first end token"),
  forwards: count("forward passes of the model; with guidance a step takes two"),
  steps: count("denoising steps"),
  positions_forwarded: count("tokens that went through the model, over all forward passes: what the answer cost"),
  committed_tokens: count("tokens that the steps committed"),
  committed_per_forward: z.number(),
  wasted_tokens: count("committed tokens that nobody sees: the answer's end, and what stands behind it"),
  in_time: z.boolean().optional().meta({ description: "whether finish_within_ms was met, where it was asked for" }),
  hurried_tokens: z.number().optional().meta({ description: "committed early, to be ready in time" }),
  queue_ms: ms("from acceptance to the first step"),
  total_ms: ms("from acceptance to the result"),
});

const filledGap = z.object({
  position: count("of its first token, in token_ids"),
  token_ids: z.array(id),
  text: z.string(),
});

export const generateAnswer = z.object({
  request_id: requestId,
  model: z.string(),
  text: z.string().meta({ description: "the answer up to its first end token or stop text" }),
  token_ids: z.array(id).meta({ description: "the ids behind the text" }),
  confidences: z.array(probability).meta({ description: "of each token when it was committed" }),
  commit_steps: z
    .array(z.number())
    .optional()
    .meta({ description: "the step of each token, −1 for what no step committed; with report_steps" }),
  finish_reason: z
    .enum(["stop", "length"])
    .meta({ description: "an end token or stop text was reached; or the answer fills its canvas" }),
  stop: z.string().optional().meta({ description: "the stop text before which the answer ends" }),
  gaps: z.array(filledGap).optional().meta({ description: "of an infilling: what each gap was filled with" }),
  usage: usage.nullable(),
});

export const startedEvent = z.object({
  request_id: requestId,
  model: z.string(),
  prompt_tokens: z.number(),
  gen_length: z.number().meta({ description: "the answer's canvas, tokens; of an infilling, at most" }),
});

const token = z.object({ position: z.number(), token_id: z.number(), text: z.string(), confidence: probability });
export const frameEvent = z.object({
  step: z.number().meta({ description: "from 0; −1 in a snapshot before the first step" }),
  forwards: z.number(),
  masked: z.number().meta({ description: "positions that are masked still" }),
  commits: z.array(token),
  remasked: z.array(z.number()).meta({ description: "positions, committed earlier, that are masked again" }),
  snapshot: z.boolean().meta({ description: "commits are all that is decided so far" }),
  provisional: z
    .array(token)
    .optional()
    .meta({ description: "what the step predicted for the masks that it left; with the parameter of that name" }),
});

export const scoreAnswer = z.object({
  request_id: requestId,
  model: z.string(),
  log_likelihood: z.number().meta({ description: "ln p(continuation | prompt), or its lower bound; nats" }),
  standard_error: z.number().optional().meta({ description: "of log_likelihood, nats; 0 where it is exact" }),
  samples: z.number().meta({ description: "draws behind the estimate" }),
  token_ids: z.array(id).meta({ description: "what was scored" }),
  token_log_probs: z.array(z.number()).meta({ description: "each token's part; they sum to log_likelihood" }),
  is_greedy: z.boolean().optional().meta({ description: "with greedy_check: greedy decoding gives the continuation" }),
  greedy_ids: z.array(id).optional(),
  greedy_text: z.string().optional(),
  usage: z
    .object({
      prompt_tokens: z.number(),
      continuation_tokens: z.number(),
      forwards: z.number(),
      positions_forwarded: z.number(),
      queue_ms: ms("from acceptance to the first draw"),
      total_ms: ms("from acceptance to the result"),
    })
    .nullable(),
});

const workerSchema = z.object({
  id: z.string(),
  scheduler_id: z.string(),
  model: z.string(),
  device: z.string(),
  batches_in_flight: z.number(),
  steps_per_second: z.number(),
  sequence_steps_per_second: z.number(),
  tokens_per_second: z.number(),
  busy: z.number().meta({ description: "share of the time, 0 to 1" }),
});
const sequenceSchema = z.object({
  job_id: z.string().meta({ description: "the first characters of its job's id; empty where it is another tenant's" }),
  scheduler_id: z.string(),
  model: z.string(),
  priority: z.string(),
  step: z.number().meta({ description: "steps that are over; of a score, patterns" }),
  steps: z.number().meta({ description: "of its schedule; strategies that adapt take fewer" }),
  tokens: z.number().meta({ description: "of the answer, decided or given; of a score, none" }),
  length: z.number().meta({ description: "tokens of the answer, or of the continuation that is scored" }),
  worker_ids: z.array(z.string()).meta({ description: "which have its next step; none while it waits" }),
  age_ms: z.number().meta({ description: "since its submission" }),
});

export const clusterAnswer = z.object({
  waiting: z.number().meta({ description: "jobs that no scheduler has taken" }),
  running: z.number(),
  workers: z.array(workerSchema),
  sequences: z
    .array(sequenceSchema)
    .meta({ description: "jobs that are worked on: of each scheduler the twenty that it has had longest" }),
});

export const wellAnswer = z.object({ status: z.literal("ok") });

const violation = z.object({ field: z.string(), message: z.string() });
export const nativeError = z.object({
  error: z.object({
    code: z.string().meta({ description: "gRPC's name of the status, such as INVALID_ARGUMENT" }),
    message: z.string(),
    field: z.string().optional().meta({ description: "the first field that is wrong" }),
    violations: z.array(violation).optional().meta({ description: "all of them, where it is more than one" }),
  }),
});

/** Of the routes that answer whole, or with `stream: true` as it unmasks. */
export const streamedAnswer = {
  answer: generateAnswer,
  events: [startedEvent, frameEvent, generateAnswer, nativeError],
} as const;

/** Makes them components of the document, by these names. */
export const nativeAnswers = {
  GenerateResponse: generateAnswer,
  StartedEvent: startedEvent,
  FrameEvent: frameEvent,
  ScoreResponse: scoreAnswer,
  Cluster: clusterAnswer,
  Error: nativeError,
} as const;
