import { z } from "zod";
import { paramFields, paramsSchema } from "../http-body.js";
import { ignored, type Neutral, neutralInChat, neutralInCompletions } from "./fields.js";

/** OpenAI's bodies as the document tells them; request.ts reads them, with words of its own for what it refuses. */

const text = z.object({ type: z.literal("text"), text: z.string() });
/** Where a table says what a field may be. */
const fromTable = (table: Readonly<Record<string, Neutral>>) =>
  Object.fromEntries(
    Object.entries(table).map(([name, { allowed, why }]) => {
      return [
        name,
        z
          .unknown()
          .optional()
          .meta({ description: `must be ${allowed}: ${why}` }),
      ];
    }),
  );
const takenAsItIs = Object.fromEntries(
  ignored.map((name) => [name, z.unknown().optional().meta({ description: "taken and not looked at" })]),
);
const answerTokens = z
  .number()
  .nullish()
  .meta({
    type: ["integer", "null"],
    minimum: 1,
    description: "the answer ends there at the latest; above the model's gen_length, its canvas grows with it",
  });

const common = {
  ...Object.fromEntries(Object.entries(paramFields).map(([name, schema]) => [name, schema.nullable()])),
  params: paramsSchema.nullish(),
  model: z.string().nullish().meta({ description: "as GET /v1/models lists it" }),
  request_id: z.string().nullish(),
  n: z
    .number()
    .nullish()
    .meta({ type: ["integer", "null"], minimum: 1, maximum: 16, description: "answers" }),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  max_tokens: answerTokens,
  max_completion_tokens: answerTokens,
  logit_bias: z.record(z.string(), z.literal(-100)).nullish().meta({ description: "−100 bans a token" }),
  stop: z
    .union([z.string(), z.array(z.string())])
    .nullish()
    .meta({ description: "the answer ends before it" }),
};

const chatMessage = z.looseObject({
  role: z.enum(["system", "developer", "user", "assistant"]),
  content: z.union([z.string(), z.array(text)]),
});

export const chatSchema = z.strictObject({
  ...fromTable(neutralInChat),
  ...takenAsItIs,
  ...common,
  messages: z.array(chatMessage).meta({ minItems: 1, description: "the last is the user's" }),
  logprobs: z
    .boolean()
    .nullish()
    .meta({ description: "logarithms of the tokens' confidences when they were committed" }),
});

const ids = z.array(z.number().meta({ type: "integer" }));

export const completionSchema = z.strictObject({
  ...fromTable(neutralInCompletions),
  ...takenAsItIs,
  ...common,
  prompt: z.union([z.string(), ids, z.array(z.union([z.string(), ids]))]),
  logprobs: z
    .number()
    .nullish()
    .meta({ type: ["integer", "null"], minimum: 0, maximum: 1 }),
});

export const createBatchSchema = z.object({
  input_file_id: z.string(),
  endpoint: z.string().meta({ description: "what each line is a body for, such as /v1/chat/completions" }),
  completion_window: z.string().meta({ const: "24h" }),
  metadata: z.record(z.string(), z.string()).nullish(),
});
