export { ServingError } from "@unmask/wire";
export { type ClientOptions, UnmaskClient } from "./client.js";
export type {
  CallOptions,
  Commit,
  FinishReason,
  Frame,
  GenerateInput,
  GenerateParams,
  GenerateRequest,
  GenerateResponse,
  Message,
  Started,
  StreamEvent,
  Usage,
} from "./types.js";
