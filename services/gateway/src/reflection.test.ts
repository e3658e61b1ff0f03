import { once } from "node:events";
import {
  credentials,
  loadPackageDefinition,
  type ServiceClientConstructor,
  type ServiceError,
  status,
} from "@grpc/grpc-js";
import { loadFileDescriptorSetFromBuffer, loadSync } from "@grpc/proto-loader";
import { protoPath as healthProto } from "grpc-health-check";
import descriptor from "protobufjs/ext/descriptor/index.js";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { answer, type Cluster, startCluster, text } from "./testing/cluster.js";

/** A client that knows nothing but the address, as grpcurl does: what it sends is built from what reflection tells it. */

const { FileDescriptorProto } = descriptor as unknown as {
  FileDescriptorProto: { decode(bytes: Uint8Array): DescribedFile };
};
interface DescribedFile {
  name: string;
  dependency: string[];
  messageType: { field: { typeName?: string }[] }[];
}

interface Reflection {
  listServicesResponse?: { service: { name: string }[] };
  fileDescriptorResponse?: { fileDescriptorProto: Buffer[] };
  errorResponse?: { errorCode: number; errorMessage: string };
}
type Services = Record<string, ServiceClientConstructor>;

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.close());
beforeEach(() => {
  cluster.play = answer("Hi.");
});

const reflectionProto = (version: string) =>
  healthProto.replace(
    /grpc-health-check.*/,
    `@grpc/reflection/build/proto/grpc/reflection/${version}/reflection.proto`,
  );

async function ask(version: string, ...questions: object[]): Promise<Reflection[]> {
  const loaded = loadPackageDefinition(loadSync(reflectionProto(version))) as unknown as {
    grpc: { reflection: Record<string, { ServerReflection: ServiceClientConstructor }> };
  };
  const Client = loaded.grpc.reflection[version]!.ServerReflection;
  const client = new Client(cluster.grpcAddress, credentials.createInsecure());
  const call = client.ServerReflectionInfo!() as unknown as NodeJS.ReadWriteStream & { write(question: object): void };
  const replies: Reflection[] = [];
  for (const question of questions) {
    call.write(question);
    const [reply] = await once(call, "data");
    replies.push(reply as Reflection);
  }
  call.end();
  client.close();
  return replies;
}

/** A FileDescriptorSet's bytes: field 1, once for each file. */
function descriptorSet(files: readonly Buffer[]): Buffer {
  const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)]);
  return Buffer.concat(files.flatMap((file) => [Buffer.from([0x0a, ...varint(file.length)]), file]));
}

async function describe(version: string, symbol: string): Promise<Services> {
  const [reply] = await ask(version, { fileContainingSymbol: symbol });
  const definition = loadFileDescriptorSetFromBuffer(
    descriptorSet(reply!.fileDescriptorResponse!.fileDescriptorProto),
    {
      keepCase: true,
      enums: String,
      longs: Number,
      defaults: true,
    },
  );
  return (loadPackageDefinition(definition) as unknown as { unmask: { v1: Services } }).unmask.v1;
}

function call(client: InstanceType<ServiceClientConstructor>, method: string, request: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    client[method]!(request, (error: ServiceError | null, reply: unknown) => (error ? reject(error) : resolve(reply)));
  });
}

test("a file comes with all that it imports, types by their full names, as strict clients ask for", async () => {
  const [reply] = await ask("v1", { fileContainingSymbol: "unmask.v1.JobService" });
  const files = reply!.fileDescriptorResponse!.fileDescriptorProto.map((bytes) => FileDescriptorProto.decode(bytes));
  const names = files.map(({ name }) => name);
  expect(names).toContain("google/rpc/status.proto");
  for (const { dependency, messageType } of files) {
    expect(names).toEqual(expect.arrayContaining(dependency));
    const types = messageType.flatMap(({ field }) => field.map(({ typeName }) => typeName ?? ""));
    for (const type of types) expect(type).toMatch(/^(\..+)?$/);
  }
});

test("what reflection describes beside our services is as protoc makes it, too: health, and the details of errors", async () => {
  for (const symbol of ["grpc.health.v1.Health", "google.rpc.BadRequest", "google.rpc.RetryInfo"]) {
    const [reply] = await ask("v1", { fileContainingSymbol: symbol });
    const files = reply!.fileDescriptorResponse!.fileDescriptorProto.map((bytes) => FileDescriptorProto.decode(bytes));
    const types = files.flatMap(({ messageType }) => messageType.flatMap(({ field }) => field));
    for (const { typeName = "" } of types) expect(typeName, symbol).toMatch(/^(\..+)?$/);
  }
});

test.each(["v1", "v1alpha"])("over %s every service is listed, described and called", async (version) => {
  const [list, unknown] = await ask(version, { listServices: "" }, { fileContainingSymbol: "unmask.v1.Nothing" });
  const services = list!.listServicesResponse!.service.map(({ name }) => name);
  expect(services).toEqual(expect.arrayContaining(["unmask.v1.GenerationService", "unmask.v1.BatchService"]));
  expect(unknown!.errorResponse).toMatchObject({ errorCode: status.NOT_FOUND });

  const open = async (name: string) => {
    const Client = (await describe(version, `unmask.v1.${name}`))[name]!;
    return new Client(cluster.grpcAddress, credentials.createInsecure());
  };
  const generation = await open("GenerationService");
  const asked = { prompt: "Hello", params: { gen_length: 8, strategy: "threshold" } };
  expect(await call(generation, "Generate", asked)).toMatchObject({ text: "Hi.", finish_reason: "FINISH_REASON_STOP" });
  expect(await call(generation, "Score", { prompt: "Hello", continuation: "Hi." })).toMatchObject({
    log_likelihood: -text.encode("Hi.").length,
  });
  expect(await call(generation, "Infill", { parts: [{ text: "a" }, { gap: { tokens: 1 } }] })).toHaveProperty("text");
  const stream = generation.StreamGenerate!(asked) as unknown as AsyncIterable<object>;
  const events: string[] = [];
  for await (const event of stream) events.push(Object.keys(event)[0]!);
  expect(events[0]).toBe("started");
  expect(events.at(-1)).toBe("result");

  const [jobs, batches, models] = await Promise.all(["JobService", "BatchService", "ModelService"].map(open));
  const job = (await call(jobs!, "Submit", asked)) as { id: string };
  expect(await call(jobs!, "Get", { id: job.id })).toMatchObject({ id: job.id });
  expect(await call(models!, "ListModels", {})).toMatchObject({ models: [{ name: "tiny" }] });
  await expect(call(batches!, "GetBatch", { id: "batch_x" })).rejects.toMatchObject({
    code: status.FAILED_PRECONDITION,
  });
  await expect(call(generation, "Generate", {})).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
  for (const client of [generation, jobs, batches, models]) client!.close();
});
