import type { ModelText } from "@unmask/text";
import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { findModel } from "../models.js";
import { openAiAnswers } from "./answers.js";

/** GET /v1/models and /v1/models/:id in OpenAI's shape, with what the model can take beside it. */
export function modelRoutes(app: FastifyInstance, models: readonly ModelText[]): void {
  // A model folder has no date of its own; to its callers it is as old as the server.
  const created = Math.floor(Date.now() / 1000);
  const describe = ({
    name,
    maxLength,
    vocabSize,
    hasChatTemplate,
  }: ModelText): z.output<typeof openAiAnswers.Model> => {
    const limits = { max_length: maxLength, vocab_size: vocabSize, chat: hasChatTemplate };
    return { id: name, object: "model", created, owned_by: "unmask", ...limits };
  };
  const { ModelList, Model } = openAiAnswers;
  const list = { summary: "Lists the models that are served.", tag: "OpenAI", answer: ModelList } as const;
  app.get(
    "/v1/models",
    { config: { scope: "models", described: list } },
    (): z.output<typeof ModelList> => ({ object: "list", data: models.map(describe) }),
  );
  const one = { summary: "Says what a model can take.", tag: "OpenAI", answer: Model } as const;
  app.get<{ Params: { id: string } }>("/v1/models/:id", { config: { scope: "models", described: one } }, ({ params }) =>
    describe(findModel(params.id, models)),
  );
}
