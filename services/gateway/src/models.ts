import type { ModelText } from "@unmask/text";
import { ServingError } from "@unmask/wire";

/**
 * @param name empty: the default, the first one
 * @throws {ServingError} NOT_FOUND, with those that are served
 */
export function findModel(name: string, models: readonly ModelText[]): ModelText {
  const found = name === "" ? models[0] : models.find((model) => model.name === name);
  if (found) return found;
  const served = models.map((model) => model.name).join(", ");
  const shown = JSON.stringify(name.slice(0, 200));
  throw new ServingError("NOT_FOUND", `model ${shown} is not served here; served: ${served}`, { field: "model" });
}
