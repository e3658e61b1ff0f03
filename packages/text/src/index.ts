export type { Message } from "./chat-template.js";
export type { JsonFile } from "./json-file.js";
export { ModelError } from "./model-error.js";
export { loadText, type ModelText } from "./model-text.js";
export { findStop, type Stop, withoutStopBeginning } from "./stop.js";
