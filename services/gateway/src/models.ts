import { InvalidParams, type ParamsInput, readDefaults, resolveParams } from "@unmask/diffusion";
import type { ModelText } from "@unmask/text";
import { ServingError } from "@unmask/wire";

/** A model with what its folder recommends where a request says nothing. */
export interface ServedModel extends ModelText {
  readonly defaults: ParamsInput;
}

/**
 * Found now rather than by the first request.
 * @throws {ServingError} FAILED_PRECONDITION for recommendations that no request could follow
 */
export function readModels(models: readonly ModelText[]): ServedModel[] {
  if (models.length === 0) throw new ServingError("INVALID_ARGUMENT", "a gateway needs at least one model");
  return models.map((text) => {
    const { generationConfig } = text;
    if (!generationConfig) return { ...text, defaults: {} };
    try {
      const defaults = readDefaults(generationConfig.fields);
      const model = { ...text, defaults };
      resolveParams({}, 1, model);
      return model;
    } catch (error) {
      if (!(error instanceof InvalidParams || error instanceof RangeError)) throw error;
      const message = `${generationConfig.path}: ${error.message}; correct it`;
      throw new ServingError("FAILED_PRECONDITION", message, { cause: error });
    }
  });
}

/**
 * @param name empty: the default, the first one
 * @throws {ServingError} NOT_FOUND, with those that are served
 */
export function findModel<Model extends ModelText>(name: string, models: readonly Model[]): Model {
  const found = name === "" ? models[0] : models.find((model) => model.name === name);
  if (found) return found;
  const served = models.map((model) => model.name).join(", ");
  const shown = JSON.stringify(name.slice(0, 200));
  throw new ServingError("NOT_FOUND", `model ${shown} is not served here; served: ${served}`, { field: "model" });
}
