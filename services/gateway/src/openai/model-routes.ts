import type { ModelText } from "@unmask/text";
import type { FastifyInstance } from "fastify";
import { findModel } from "../models.js";

/** GET /v1/models and /v1/models/:id in OpenAI's shape, with what the model can take beside it. */
export function modelRoutes(app: FastifyInstance, models: readonly ModelText[]): void {
  // A model folder has no date of its own; to its callers it is as old as the server.
  const created = Math.floor(Date.now() / 1000);
  const describe = ({ name, maxLength, vocabSize, hasChatTemplate }: ModelText) => {
    const limits = { max_length: maxLength, vocab_size: vocabSize, chat: hasChatTemplate };
    return { id: name, object: "model", created, owned_by: "unmask", ...limits };
  };
  const config = { scope: "models" } as const;
  app.get("/v1/models", { config }, () => ({ object: "list", data: models.map(describe) }));
  app.get<{ Params: { id: string } }>("/v1/models/:id", { config }, ({ params }) =>
    describe(findModel(params.id, models)),
  );
}
