import { Checks } from "./checks.js";
import type { Endpoint } from "./endpoint.js";
import type { Generation } from "./generation.js";
import { parseBody } from "./http-body.js";
import { errorJson } from "./http-errors.js";
import { responseJson } from "./native-json.js";
import { shown } from "./shown.js";

/** GenerationService as JSON. */
export function generateEndpoint(generation: Generation): Endpoint {
  return {
    path: "/v1/generate",
    errorJson,
    prepare(json, caller, key) {
      const checks = new Checks();
      const { stream, body } = takeStream(json, checks);
      const accepted = generation.accept(parseBody(withKey(body, key), checks), caller, checks);
      return { stream, choices: [{ index: 0, accepted }], json: ([response]) => responseJson(response!) };
    },
  };
}

/** `stream` says how the answer travels; everything else is what gRPC's message says. */
export function takeStream(json: unknown, checks: Checks): { stream: boolean; body: unknown } {
  if (!isObject(json) || !("stream" in json)) return { stream: false, body: json };
  const { stream, ...body } = json;
  if (typeof stream === "boolean") return { stream, body };
  checks.refuse("stream", `stream must be true or false, got ${shown(stream)}`);
  return { stream: false, body };
}

/** A request id of the body's own goes first. */
export function withKey(body: unknown, key: string | undefined): unknown {
  return key === undefined || !isObject(body) || "request_id" in body ? body : { ...body, request_id: key };
}

function isObject(json: unknown): json is object {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
