import { once } from "node:events";
import { createServer } from "node:net";
import { Client, credentials, loadPackageDefinition, type ServiceClientConstructor, status } from "@grpc/grpc-js";
import { loadSync, type MethodDefinition } from "@grpc/proto-loader";
import { type StreamEvent, UnmaskClient } from "@unmask/client";
import { service as health, protoPath } from "grpc-health-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Gateway } from "./start-gateway.js";
import { answer, type Cluster, never, startCluster, text } from "./testing/cluster.js";

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.close());
beforeEach(() => {
  cluster.play = never;
  cluster.taken.length = 0;
});

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail("it worked"),
    (error: Error) => error,
  );

function check(client: Client, service: string): Promise<string> {
  const { path, requestSerialize, responseDeserialize } = health.Check as MethodDefinition<object, { status: string }>;
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(path, requestSerialize, responseDeserialize, { service }, (error, reply) =>
      error ? reject(error) : resolve(reply!.status),
    );
  });
}

describe("a program that knows no proto files", () => {
  test("asks the health protocol of the server and of each service, as grpc_health_probe does", async () => {
    const client = new Client(cluster.grpcAddress, credentials.createInsecure());
    expect(await check(client, "")).toBe("SERVING");
    for (const name of ["BatchService", "GenerationService", "JobService", "ModelService"])
      expect(await check(client, `unmask.v1.${name}`)).toBe("SERVING");
    await expect(check(client, "unmask.v1.Nothing")).rejects.toMatchObject({ code: status.NOT_FOUND });
    client.close();
  });

  test.each(["v1", "v1alpha"])("finds the services and their messages by reflection %s", async (version) => {
    const file = protoPath.replace(
      /grpc-health-check.*/,
      `@grpc/reflection/build/proto/grpc/reflection/${version}/reflection.proto`,
    );
    const loaded = loadPackageDefinition(loadSync(file, { oneofs: true, longs: Number })) as unknown as {
      grpc: { reflection: Record<string, { ServerReflection: ServiceClientConstructor }> };
    };
    const client = new loaded.grpc.reflection[version]!.ServerReflection(
      cluster.grpcAddress,
      credentials.createInsecure(),
    );
    const call = client.ServerReflectionInfo!() as unknown as NodeJS.ReadWriteStream & { write(message: object): void };
    const ask = async (message: object) => {
      call.write(message);
      const [reply] = await once(call, "data");
      return reply;
    };
    const { listServicesResponse } = await ask({ listServices: "" });
    const names = listServicesResponse.service.map(({ name }: { name: string }) => name);
    expect(names.sort()).toEqual([
      "grpc.health.v1.Health",
      "unmask.v1.BatchService",
      "unmask.v1.ClusterService",
      "unmask.v1.GenerationService",
      "unmask.v1.JobService",
      "unmask.v1.ModelService",
    ]);
    for (const symbol of [...names, "unmask.v1.SamplingParams"]) {
      const { fileDescriptorResponse } = await ask({ fileContainingSymbol: symbol });
      expect(fileDescriptorResponse.fileDescriptorProto.length, symbol).toBeGreaterThan(0);
    }
    call.end();
    client.close();
  });
});

describe("a taken port", () => {
  test.each(["grpcAddress", "httpAddress"] as const)(
    "as %s is named, with what to do, and nothing stays open",
    async (name) => {
      const holder = createServer().listen(0, "127.0.0.1");
      await once(holder, "listening");
      const { port } = holder.address() as { port: number };
      // Where the HTTP port is the taken one, gRPC was open already.
      const free = createServer().listen(0, "127.0.0.1");
      await once(free, "listening");
      const other = (free.address() as { port: number }).port;
      free.close();
      await once(free, "close");

      const addresses = {
        grpcAddress: `127.0.0.1:${other}`,
        httpAddress: `127.0.0.1:${other}`,
        [name]: `127.0.0.1:${port}`,
      };
      const error = await failure(cluster.another(addresses));
      const protocol = name === "grpcAddress" ? "gRPC" : "HTTP";
      expect(error).toMatchObject({
        code: "FAILED_PRECONDITION",
        exitCode: 2,
        message: `the ${protocol} address 127.0.0.1:${port} is taken; stop the program that listens there, or choose another port`,
      });
      const again = createServer().listen(other, "127.0.0.1");
      await once(again, "listening");
      again.close();
      holder.close();
    },
  );
});

test("an address that is none is refused", async () => {
  expect(await failure(cluster.another({ httpAddress: "127.0.0.1" }))).toMatchObject({ code: "INVALID_ARGUMENT" });
  expect(await failure(cluster.another({ grpcAddress: "127.0.0.1:70000" }))).toMatchObject({
    code: "INVALID_ARGUMENT",
  });
});

test("a model whose own defaults contradict each other is refused at the start", async () => {
  const refused = (fields: Record<string, unknown>) => {
    const model = { ...text, name: "odd", generationConfig: { path: "odd/generation_config.json", fields } };
    return failure(cluster.another({ models: [model] }));
  };
  expect(await refused({ gen_length: 8, block_length: 3, steps: "many" })).toMatchObject({
    code: "FAILED_PRECONDITION",
    message: 'odd/generation_config.json: steps is "many": it must be a number; correct it',
  });
  expect(await refused({ strategy: "hierarchical", low_threshold: 0.95 })).toMatchObject({
    code: "FAILED_PRECONDITION",
    message: "odd/generation_config.json: low_threshold must be at most threshold 0.9, got 0.95; correct it",
  });
});

describe("a gateway that stops", () => {
  let gateway: Gateway;
  let client: UnmaskClient;
  beforeEach(async () => {
    gateway = await cluster.another();
    client = new UnmaskClient({ address: `127.0.0.1:${gateway.grpcPort}`, retries: 0 });
    return async () => {
      client.close();
      await gateway.close({ graceMs: 0 });
    };
  });

  test("lets running calls finish, over gRPC and HTTP, while it takes no more", async () => {
    let release: () => void = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    cluster.play = async (job) => {
      await released;
      return answer("Done.")(job);
    };
    const body = JSON.stringify({ prompt: "HTTP" });
    const url = `http://127.0.0.1:${gateway.httpPort}`;
    const headers = { "content-type": "application/json" };
    const overHttp = fetch(`${url}/v1/generate`, { method: "POST", headers, body });
    const overGrpc = client.generate({ prompt: "gRPC" });
    await vi.waitFor(() => expect(cluster.taken).toHaveLength(2), { timeout: 10_000 });
    const closed = gateway.close({ graceMs: 60_000 });
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    const late = await fetch(`${url}/v1/generate`, { method: "POST", headers, body });
    expect([late.status, await late.json()]).toEqual([
      503,
      { error: { code: "UNAVAILABLE", message: expect.stringContaining("stopping") } },
    ]);
    release();
    expect(await (await overHttp).json()).toMatchObject({ text: "Done." });
    expect(await overGrpc).toMatchObject({ text: "Done." });
    await closed;
  });

  test("ends what is left after the grace with UNAVAILABLE, and leaves the jobs to run", async () => {
    const call = failure(client.generate({ prompt: "Hello", requestId: "left-1" }));
    const stream = (async () => {
      const events: StreamEvent[] = [];
      for await (const event of client.stream({ prompt: "Hello", requestId: "left-2" })) events.push(event);
    })();
    const streamed = failure(stream);
    await vi.waitFor(() => expect(cluster.taken).toHaveLength(2), { timeout: 10_000 });
    await gateway.close({ graceMs: 0 });
    for (const error of [await call, await streamed])
      expect(error).toMatchObject({ code: "UNAVAILABLE", message: expect.stringContaining("the server is stopping") });
    expect(cluster.taken.map((job) => job.signal.aborted)).toEqual([false, false]);
    expect((await cluster.queue.counts()).active).toBeGreaterThanOrEqual(2);
  });

  test("says NOT_SERVING to those who watch its health", async () => {
    const { path, requestSerialize, responseDeserialize } = health.Watch as MethodDefinition<
      object,
      { status: string }
    >;
    const probe = new Client(`127.0.0.1:${gateway.grpcPort}`, credentials.createInsecure());
    const watch = probe.makeServerStreamRequest(path, requestSerialize, responseDeserialize, { service: "" });
    watch.on("error", () => {});
    const [first] = await once(watch, "data");
    const closed = gateway.close({ graceMs: 0 });
    const [second] = await once(watch, "data");
    expect([first.status, second.status]).toEqual(["SERVING", "NOT_SERVING"]);
    await closed;
    probe.close();
  });

  test("frees its ports", async () => {
    await gateway.close({ graceMs: 0 });
    await expect(fetch(`http://127.0.0.1:${gateway.httpPort}/livez`)).rejects.toThrow();
    expect(await failure(client.generate({ prompt: "Hello" }))).toMatchObject({ code: "UNAVAILABLE" });
  });
});
