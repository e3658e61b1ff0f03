import { resolveParams, strategies } from "@unmask/diffusion";
import type { ModelInput, ModelServiceHandlers } from "@unmask/wire";
import type { ServedModel } from "./models.js";

/** `unmask.v1.ModelService`. */
export function modelHandlers(models: readonly ServedModel[]): ModelServiceHandlers {
  const described = models.map(describe);
  return { ListModels: (_, callback) => callback(null, { models: described }) };
}

function describe(model: ServedModel): ModelInput {
  const { name, maxLength, vocabSize, hasChatTemplate, special } = model;
  const { pins: _, ...params } = resolveParams({}, 1, model);
  return {
    name,
    maxLength,
    vocabSize,
    chat: hasChatTemplate,
    defaults: { ...params, bannedIds: [...params.bannedIds], stop: [...params.stop] },
    strategies: [...strategies],
    maskId: special.mask,
    eosId: special.eos,
    ...(special.eot !== undefined && { eotId: special.eot }),
  };
}
