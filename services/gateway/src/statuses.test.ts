import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ClientReadableStream, credentials, Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { GenerationServiceClient, JobServiceClient, type ServingCode, ServingError } from "@unmask/wire";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { newKey } from "./access/keys.js";
import { answer, type Cluster, never, startCluster } from "./testing/cluster.js";

/** Every status, with what a program can read beside it, over each way in. */

const keys = { whole: newKey(), narrow: newKey(), few: newKey() };
let folder: string;
let cluster: Cluster;
let generation: InstanceType<typeof GenerationServiceClient>;
let jobs: InstanceType<typeof JobServiceClient>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "unmask-statuses-"));
  const keysFile = join(folder, "keys.json");
  const entry = (id: keyof typeof keys, more: object = {}) => ({ id, tenant: id, sha256: keys[id].sha256, ...more });
  const all = [entry("whole"), entry("narrow", { scopes: ["models"] }), entry("few", { requests_per_minute: 1 })];
  writeFileSync(keysFile, JSON.stringify({ keys: all }));
  cluster = await startCluster({ keysFile, filesFolder: join(folder, "files") });
  generation = new GenerationServiceClient(cluster.grpcAddress, credentials.createInsecure());
  jobs = new JobServiceClient(cluster.grpcAddress, credentials.createInsecure());
});
afterAll(async () => {
  generation.close();
  jobs.close();
  await cluster.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  cluster.play = answer("Hi.");
  cluster.taken.length = 0;
});

// Google's own files, read with nothing of ours: what a client in another language would do.
const definition = loadSync(["google/rpc/status.proto", "google/rpc/error_details.proto"], {
  includeDirs: [fileURLToPath(new URL("../../../proto", import.meta.url))],
  longs: Number,
}) as unknown as Record<string, { deserialize(bytes: Buffer): object } | undefined>;

interface RpcStatus {
  readonly code: number;
  readonly message: string;
  readonly details: readonly { readonly type_url: string; readonly value: Buffer }[];
}

/**
 * @param bytes of the trailer grpc-status-details-bin
 * @returns details by the names of their messages
 */
function readStatus(bytes: Buffer) {
  const { code, message, details } = read("Status", bytes) as RpcStatus;
  const named = details.map(({ type_url, value }) => {
    const name = type_url.replace("type.googleapis.com/google.rpc.", "");
    return [name, read(name, value)] as const;
  });
  return { code, message, details: Object.fromEntries(named) as Record<string, object> };
}

function read(name: string, bytes: Buffer): object {
  const type = definition[`google.rpc.${name}`];
  if (!type) throw new Error(`google.rpc has no ${name}`);
  return type.deserialize(bytes);
}

interface Ended {
  readonly code: keyof typeof status;
  readonly message: string;
  /** Name of a google.rpc message → its fields. */
  readonly details: Record<string, object>;
}

const headersOf = (key: string | undefined) => {
  const metadata = new Metadata();
  if (key) metadata.set("authorization", `Bearer ${key}`);
  return metadata;
};
function ended(error: ServiceError | null | undefined): Ended {
  if (!error) return { code: "OK", message: "", details: {} };
  const [bytes] = error.metadata.get("grpc-status-details-bin");
  const { code, message, details } = readStatus(bytes as Buffer);
  // What is in the details is what the status line says.
  expect({ code, message }).toEqual({ code: error.code, message: error.details });
  return { code: status[error.code] as keyof typeof status, message, details };
}
type Method = "generate" | "streamGenerate" | "infill" | "streamInfill" | "score";
const requests = {
  generate: { prompt: "Hello", params: { genLength: 8 } },
  streamGenerate: { prompt: "Hello", params: { genLength: 8 } },
  infill: { parts: [{ text: "a" }, { gap: { tokens: 2 } }] },
  streamInfill: { parts: [{ text: "a" }, { gap: { tokens: 2 } }] },
  score: { prompt: "Hello", continuation: "Hi." },
};
function grpc(
  method: Method,
  request: object,
  key: string | undefined = keys.whole.secret,
  options = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    if (method === "streamGenerate" || method === "streamInfill") {
      const call: ClientReadableStream<unknown> = generation[method](request, headersOf(key), options);
      call.on("data", () => {}).on("error", (error) => resolve(ended(error as ServiceError)));
      call.on("end", () => resolve(ended(null)));
    } else {
      const unary = generation[method].bind(generation) as typeof generation.generate;
      unary(request, headersOf(key), options, (error) => resolve(ended(error)));
    }
  });
}
const methods = Object.keys(requests) as Method[];

async function http(path: string, body: object, key: string | undefined = keys.whole.secret) {
  const response = await fetch(cluster.url + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...(key && { authorization: `Bearer ${key}` }) },
    body: JSON.stringify(body),
  });
  const { error } = (await response.json()) as { error: Record<string, unknown> };
  return { status: response.status, retryAfter: response.headers.get("retry-after"), error };
}
const native = { "/v1/generate": { prompt: "Hello" }, "/v1/infill": requests.infill, "/v1/score": requests.score };
const openai = {
  "/v1/chat/completions": { messages: [{ role: "user", content: "Hello" }] },
  "/v1/completions": { prompt: "Hello" },
};
const info = (reason: string) => ({ ErrorInfo: { reason, domain: "unmask" } });

describe("what a job fails with has the same status everywhere, with its details", () => {
  const codes: [ServingCode, number, string][] = [
    ["INVALID_ARGUMENT", 400, "invalid_request_error"],
    ["NOT_FOUND", 404, "invalid_request_error"],
    ["FAILED_PRECONDITION", 400, "invalid_request_error"],
    ["RESOURCE_EXHAUSTED", 429, "rate_limit_error"],
    ["DEADLINE_EXCEEDED", 504, "server_error"],
    ["UNAVAILABLE", 503, "server_error"],
    ["INTERNAL", 500, "server_error"],
  ];
  test.each(codes)("%s is HTTP %i", async (code, httpStatus, type) => {
    const failing = () =>
      Promise.reject(new ServingError(code, "in words", { reason: "SOME_REASON", retryAfterMs: 2500, field: "model" }));
    cluster.play = failing;
    cluster.playScore = failing;
    const details = {
      ...info("SOME_REASON"),
      RetryInfo: { retryDelay: { seconds: 2, nanos: 500_000_000 } },
      BadRequest: { fieldViolations: [{ field: "model", description: "in words" }] },
    };
    for (const method of methods)
      expect(await grpc(method, requests[method]), method).toEqual({ code, message: "in words", details });
    for (const [path, body] of Object.entries(native))
      expect(await http(path, body), path).toEqual({
        status: httpStatus,
        retryAfter: "3",
        error: { code, message: "in words", field: "model" },
      });
    for (const [path, body] of Object.entries(openai))
      expect(await http(path, body), path).toMatchObject({
        status: httpStatus,
        retryAfter: "3",
        error: { message: "in words", param: "model", type },
      });
  });
});

test("INVALID_ARGUMENT lists every field that is wrong", async () => {
  const wrong = { ...requests.generate, params: { temperature: -1, threshold: 2 } };
  const fieldViolations = [
    { field: "temperature", description: "temperature must be between 0 and 100, got -1" },
    { field: "threshold", description: "threshold must be above 0 and at most 1, got 2" },
  ];
  for (const method of ["generate", "streamGenerate"] as const)
    expect(await grpc(method, wrong)).toMatchObject({
      code: "INVALID_ARGUMENT",
      details: { ...info("INVALID_ARGUMENT"), BadRequest: { fieldViolations } },
    });
  expect(await grpc("infill", { parts: [{ gap: { tokens: 0 } }] })).toMatchObject({
    code: "INVALID_ARGUMENT",
    details: { BadRequest: { fieldViolations: [{ field: "parts[0].gap.tokens" }] } },
  });
  expect(await grpc("score", { ...requests.score, mcNum: 0, cfgScale: -1 })).toMatchObject({
    code: "INVALID_ARGUMENT",
    details: { BadRequest: { fieldViolations: [{ field: "mc_num" }, { field: "cfg_scale" }] } },
  });
  expect(cluster.taken).toEqual([]);
});

test("UNAUTHENTICATED and PERMISSION_DENIED say why, on every way in", async () => {
  const denials = [
    [newKey().secret, "UNAUTHENTICATED", "INVALID_API_KEY", 401, "authentication_error"],
    [keys.narrow.secret, "PERMISSION_DENIED", "MISSING_SCOPE", 403, "permission_error"],
  ] as const;
  for (const [key, code, reason, httpStatus, type] of denials) {
    for (const method of methods)
      expect(await grpc(method, requests[method], key)).toMatchObject({ code, details: info(reason) });
    for (const [path, body] of Object.entries(native))
      expect(await http(path, body, key), path).toMatchObject({ status: httpStatus, error: { code } });
    for (const [path, body] of Object.entries(openai))
      expect(await http(path, body, key), path).toMatchObject({
        status: httpStatus,
        error: { type, code: reason.toLowerCase() },
      });
  }
});

test("NOT_FOUND names what there is none of", async () => {
  for (const method of methods)
    expect(await grpc(method, { ...requests[method], model: "other" })).toMatchObject({
      code: "NOT_FOUND",
      details: { BadRequest: { fieldViolations: [{ field: "model" }] } },
    });
  for (const [path, body] of Object.entries({ ...native, ...openai }))
    expect(await http(path, { ...body, model: "other" }), path).toMatchObject({ status: 404 });
});

test("RESOURCE_EXHAUSTED by a rate says whose it is and when to come back", async () => {
  expect(await grpc("generate", requests.generate, keys.few.secret)).toMatchObject({ code: "OK" });
  for (const method of methods)
    expect(await grpc(method, requests[method], keys.few.secret)).toMatchObject({
      code: "RESOURCE_EXHAUSTED",
      details: {
        ...info("RATE_LIMITED"),
        RetryInfo: { retryDelay: { seconds: expect.any(Number) } },
        QuotaFailure: { violations: [{ subject: "key:few" }] },
      },
    });
  for (const [path, body] of Object.entries({ ...native, ...openai })) {
    const { status: code, retryAfter } = await http(path, body, keys.few.secret);
    expect(code, path).toBe(429);
    expect(Number(retryAfter)).toBeGreaterThan(0);
  }
});

test("CANCELLED and DEADLINE_EXCEEDED are the caller's own, and its job ends", async () => {
  cluster.play = never;
  const deadline = await new Promise<ServiceError | null>((resolve) => {
    generation.generate(requests.generate, headersOf(keys.whole.secret), { deadline: Date.now() + 300 }, resolve);
  });
  expect(deadline?.code).toBe(status.DEADLINE_EXCEEDED);
  const cancelled = new Promise<ServiceError>((resolve) => {
    const call = generation.streamGenerate(requests.generate, headersOf(keys.whole.secret));
    call.on("error", (error) => resolve(error as ServiceError)).once("data", () => call.cancel());
  });
  expect((await cancelled).code).toBe(status.CANCELLED);
  await vi.waitFor(async () => expect(await cluster.queue.counts()).toMatchObject({ waiting: 0, active: 0 }), 5000);
});

test("an unknown method is UNIMPLEMENTED, an unknown path 404 with those that there are", async () => {
  const call = new Promise<ServiceError | null>((resolve) =>
    generation.makeUnaryRequest("/unmask.v1.GenerationService/Sing", () => Buffer.alloc(0), String, {}, resolve),
  );
  expect((await call)?.code).toBe(status.UNIMPLEMENTED);
  expect(await http("/v1/sing", {})).toMatchObject({
    status: 404,
    error: { code: "NOT_FOUND", message: expect.stringContaining("POST /v1/generate") },
  });
});
