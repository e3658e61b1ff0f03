import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { hasProgram } from "../../../test/support/programs.js";
import { answer, type Cluster, startCluster } from "./testing/cluster.js";

/**
 * `buf curl`, another language's client as it ships: like grpcurl it knows nothing but the address, links what reflection
 * tells it, and refuses descriptors that protoc would not have made.
 */
const buf = fileURLToPath(new URL("../../../node_modules/.bin/buf", import.meta.url));
const run = promisify(execFile);

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
});
beforeEach(() => {
  cluster.play = answer("Hi.");
});
afterAll(() => cluster.close());

async function curl(path: string, ...options: string[]) {
  const url = `http://${cluster.grpcAddress}${path}`;
  const { stdout } = await run(buf, ["curl", "--protocol", "grpc", "--http2-prior-knowledge", ...options, url]);
  return stdout.trim();
}
const call = async (method: string, request: object, ...options: string[]) =>
  JSON.parse(await curl(`/${method}`, "-d", JSON.stringify(request), ...options)) as Record<string, unknown>;

describe.skipIf(!hasProgram(buf))("buf curl, which knows nothing but the address", () => {
  const services = ["BatchService", "ClusterService", "GenerationService", "JobService", "ModelService"];

  test.each(["grpc-v1", "grpc-v1alpha"])("over reflection %s lists every service and every method", async (version) => {
    const named = ["grpc.health.v1.Health", ...services.map((name) => `unmask.v1.${name}`)];
    expect((await curl("", "--reflect-protocol", version, "--list-services")).split("\n").sort()).toEqual(named);
    const methods = (await curl("", "--reflect-protocol", version, "--list-methods")).split("\n");
    for (const name of named) expect(methods.filter((method) => method.startsWith(`${name}/`))).not.toEqual([]);
    expect(methods).toContain("unmask.v1.JobService/SubmitInfill");
  });

  test("calls: an answer, a stream, a job, an upload, the models, the cluster, health", async () => {
    const asked = { prompt: "Hello", params: { genLength: 8, strategy: "threshold", seed: "7" } };
    expect(await call("unmask.v1.GenerationService/Generate", asked)).toMatchObject({ text: "Hi." });
    const stream = await curl("/unmask.v1.GenerationService/StreamGenerate", "-d", JSON.stringify(asked));
    expect(stream).toMatch(/^\{\s*"started".*"frame".*"result".*\}$/s);
    expect(await call("unmask.v1.GenerationService/Score", { prompt: "a", continuation: "b" })).toHaveProperty("usage");
    const { id } = await call("unmask.v1.JobService/Submit", asked);
    expect(await call("unmask.v1.JobService/Get", { id })).toMatchObject({ id });
    expect(await call("unmask.v1.ModelService/ListModels", {})).toMatchObject({ models: [{ name: "tiny" }] });
    expect(await call("unmask.v1.ClusterService/GetCluster", {})).toBeTypeOf("object");
    for (const service of ["", ...services.map((name) => `unmask.v1.${name}`)])
      expect(await call("grpc.health.v1.Health/Check", { service })).toEqual({ status: "SERVING" });
  });

  test("is told of every field that is wrong, in google.rpc's details", async () => {
    const wrong = { prompt: "", params: { temperature: -1 } };
    const failed = await call("unmask.v1.GenerationService/Generate", wrong).catch((error) => error);
    const { code, details } = JSON.parse((failed as { stderr: string }).stderr) as {
      code: string;
      details: { type: string; value: string }[];
    };
    expect([code, ...details.map(({ type }) => type)]).toEqual([
      "invalid_argument",
      "google.rpc.ErrorInfo",
      "google.rpc.BadRequest",
    ]);
    const violations = Buffer.from(details[1]!.value, "base64").toString("latin1");
    expect(violations).toContain("prompt must not be empty");
    expect(violations).toContain("temperature must be between 0 and 100, got -1");
  });
});
