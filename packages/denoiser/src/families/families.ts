/** The families of checkpoints that have a description: settings and parameter names. A new one is a file and an entry. */
import type { ModelConfig } from "../config.js";
import type { ConfigFields } from "../config-fields.js";
import type { ExpectedParameter, ModelLayout } from "../layout.js";
import { lladaConfig, lladaLayout } from "./llada.js";
import { isLladaMoe, lladaMoeConfig, lladaMoeLayout } from "./llada-moe.js";
import { isLlada2, llada2Config, llada2Layout } from "./llada2.js";

const layouts = { llada: lladaLayout, llada_moe: lladaMoeLayout, llada2: llada2Layout };
export type FamilyName = keyof typeof layouts;

/** @throws {ModelError} for a config that no family takes */
export function familyConfig(fields: ConfigFields): ModelConfig {
  if (isLlada2(fields.raw)) return llada2Config(fields);
  return isLladaMoe(fields.raw) ? lladaMoeConfig(fields) : lladaConfig(fields);
}

/** Every parameter the config implies, by its part. */
export function familyLayout(config: ModelConfig): ModelLayout<ExpectedParameter> {
  return layouts[config.family](config);
}
