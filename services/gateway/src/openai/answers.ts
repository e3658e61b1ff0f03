import { z } from "zod";

/** What OpenAI's routes answer, with what is ours beside it. */

const created = z.number().meta({ type: "integer", description: "seconds since 1970" });
const time = created.nullable();
const finish = z.enum(["stop", "length"]);

const usage = z.object({ prompt_tokens: z.number(), completion_tokens: z.number(), total_tokens: z.number() });

/** Beside OpenAI's fields, of a finished choice. */
const own = z.object({
  seed: z.number().meta({ description: "with it the same request has the same answer" }),
  steps: z.number(),
  forwards: z.number(),
  queue_ms: z.number(),
  total_ms: z.number(),
});

const chatLogprobs = z.object({
  content: z.array(
    z.object({
      token: z.string(),
      logprob: z.number().meta({ description: "of the token's confidence when it was committed" }),
      bytes: z.array(z.number()).nullable(),
      top_logprobs: z.array(z.never()).meta({ maxItems: 0 }),
    }),
  ),
  refusal: z.null(),
});
const textLogprobs = z.object({
  tokens: z.array(z.string()),
  token_logprobs: z.array(z.number()),
  top_logprobs: z.null(),
  text_offset: z.array(z.number()),
});

const head = { id: z.string(), created, model: z.string() };
const completion = <Object extends string, Choice extends z.ZodType>(object: Object, choice: Choice) =>
  z.object({ ...head, object: z.literal(object), choices: z.array(choice), usage });
const chunk = <Object extends string, Choice extends z.ZodType>(object: Object, choice: Choice) =>
  z.object({
    ...head,
    object: z.literal(object),
    choices: z.array(choice),
    usage: usage.nullish().meta({ description: "in the last chunk, with stream_options.include_usage" }),
  });

const index = z.number().meta({ type: "integer", minimum: 0 });
const textChoice = { index, text: z.string(), logprobs: textLogprobs.nullable() };

const batchError = z.object({
  code: z.string(),
  message: z.string(),
  line: z.number().nullable(),
  param: z.string().nullable(),
});

export const model = z.object({
  id: z.string(),
  object: z.literal("model"),
  created,
  owned_by: z.string(),
  max_length: z.number().meta({ description: "context: prompt and answer together, tokens" }),
  vocab_size: z.number(),
  chat: z.boolean().meta({ description: "it has a chat template" }),
});
export const file = z.object({
  id: z.string(),
  object: z.literal("file"),
  bytes: z.number(),
  created_at: created,
  expires_at: time,
  filename: z.string(),
  purpose: z.enum(["batch", "batch_output"]),
  status: z.literal("processed"),
});
export const batch = z.object({
  id: z.string(),
  object: z.literal("batch"),
  endpoint: z.string(),
  errors: z.object({ object: z.literal("list"), data: z.array(batchError) }).nullable(),
  input_file_id: z.string(),
  completion_window: z.literal("24h"),
  status: z.enum([
    "validating",
    "failed",
    "in_progress",
    "finalizing",
    "completed",
    "expired",
    "cancelling",
    "cancelled",
  ]),
  output_file_id: z.string().nullable(),
  error_file_id: z.string().nullable(),
  created_at: time,
  in_progress_at: time,
  expires_at: time,
  finalizing_at: time,
  completed_at: time,
  failed_at: time,
  expired_at: time,
  cancelling_at: time,
  cancelled_at: time,
  request_counts: z.object({ total: z.number(), completed: z.number(), failed: z.number() }),
  metadata: z.record(z.string(), z.string()),
});

const page = <Item extends z.ZodType>(item: Item) =>
  z.object({
    object: z.literal("list"),
    data: z.array(item),
    has_more: z.boolean(),
    first_id: z.string().nullable(),
    last_id: z.string().nullable(),
  });

export const openAiError = z.object({
  error: z.object({
    message: z.string(),
    type: z.string(),
    param: z.string().nullable().meta({ description: "the first field that is wrong" }),
    code: z.string().nullable(),
    violations: z
      .array(z.object({ param: z.string(), message: z.string() }))
      .optional()
      .meta({ description: "every field that is wrong, where more than one is" }),
  }),
});

/** Components of the document, by these names. */
export const openAiAnswers = {
  ChatCompletion: completion(
    "chat.completion",
    z.object({
      index,
      message: z.object({ role: z.literal("assistant"), content: z.string(), refusal: z.null() }),
      logprobs: chatLogprobs.nullable(),
      finish_reason: finish,
      unmask: own,
    }),
  ),
  ChatCompletionChunk: chunk(
    "chat.completion.chunk",
    z.object({
      index,
      delta: z.object({ role: z.literal("assistant").optional(), content: z.string().optional() }),
      logprobs: chatLogprobs.nullable(),
      finish_reason: finish.nullable(),
      unmask: own.optional(),
    }),
  ),
  Completion: completion("text_completion", z.object({ ...textChoice, finish_reason: finish, unmask: own })),
  CompletionChunk: chunk(
    "text_completion",
    z.object({ ...textChoice, finish_reason: finish.nullable(), unmask: own.optional() }),
  ),
  Model: model,
  ModelList: z.object({ object: z.literal("list"), data: z.array(model) }),
  File: file,
  FileList: page(file),
  DeletedFile: z.object({ id: z.string(), object: z.literal("file"), deleted: z.literal(true) }),
  Batch: batch,
  BatchList: page(batch),
  OpenAiError: openAiError,
} as const;
