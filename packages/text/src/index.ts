export type { Message } from "./chat-template.js";
export type { ModelDefaults } from "./defaults.js";
export { ModelError } from "./model-error.js";
export { loadText, type ModelText } from "./model-text.js";
