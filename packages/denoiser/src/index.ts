export { type BuiltGraph, buildDenoiseGraph, exportDenoiseGraph, GRAPH_FORMAT, type Manifest } from "./build.js";
export { type ModelConfig, parseConfig, readConfig } from "./config.js";
export { ModelError } from "./errors.js";
export type { GraphOptions } from "./graph.js";
export { readCheckpoint, type WeightsFile } from "./safetensors.js";
export type { Dtype, TensorInfo } from "./safetensors-header.js";
export { Denoiser, type DenoiserOptions, type ModelInfo } from "./session.js";
