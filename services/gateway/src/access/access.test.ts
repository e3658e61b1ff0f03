import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, credentials, type MethodDefinition } from "@grpc/grpc-js";
import { Validator } from "@seriousme/openapi-schema-validator";
import { UnmaskClient } from "@unmask/client";
import { service as health } from "grpc-health-check";
import OpenAI, { toFile } from "openai";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { answer, type Cluster, never, startCluster } from "../testing/cluster.js";
import { openKeyFile } from "./access.js";
import { newKey, parseKeys } from "./keys.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "unmask-access-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const made = { acme: newKey(), rival: newKey(), narrow: newKey(), slow: newKey(), few: newKey(), expired: newKey() };
const entry = (id: keyof typeof made, more: object = {}) => ({ id, sha256: made[id].sha256, tenant: id, ...more });
const keys = [
  entry("acme", { priority: "interactive" }),
  entry("rival"),
  entry("narrow", { scopes: ["models"] }),
  entry("slow", { requests_per_minute: 2, tokens_per_minute: 200 }),
  entry("few", { max_jobs: 1, priority: "batch" }),
  entry("expired", { expires: "2020-01-01T00:00:00Z" }),
];

describe("a gateway with a keys file", () => {
  let cluster: Cluster;
  const clients: UnmaskClient[] = [];
  // Each test has a gateway of its own, so that none uses up another's rate.
  beforeEach(async () => {
    const keysFile = join(folder, "keys.json");
    await writeFile(keysFile, JSON.stringify({ keys }));
    cluster = await startCluster({ keysFile, filesFolder: join(folder, "files") });
    cluster.play = answer("Hi.");
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    await cluster.close();
  });

  const grpc = (apiKey?: string) => {
    const client = new UnmaskClient({ address: cluster.grpcAddress, apiKey, retries: 0 });
    clients.push(client);
    return client;
  };
  const openai = (apiKey: string) => new OpenAI({ baseURL: `${cluster.url}/v1`, apiKey, maxRetries: 0 });
  const chat = (apiKey: string, more: object = {}) =>
    openai(apiKey).chat.completions.create({ model: "tiny", messages: [{ role: "user", content: "Hello" }], ...more });

  test.each([
    ["no key", undefined, "an API key is needed"],
    ["an unknown key", newKey().secret, "not known here"],
    ["an expired key", made.expired.secret, "key expired has expired"],
  ])("refuses %s before it looks at anything else, over gRPC and HTTP", async (_, secret, message) => {
    const error = { code: "UNAUTHENTICATED", reason: "INVALID_API_KEY", message: expect.stringContaining(message) };
    await expect(grpc(secret).generate({ prompt: "" })).rejects.toMatchObject(error);
    await expect(grpc(secret).stream({ prompt: "" }).next()).rejects.toMatchObject(error);
    await expect(grpc(secret).jobs.get("x")).rejects.toMatchObject(error);
    const headers: Record<string, string> = { "content-type": "application/json" };
    if (secret) headers.authorization = `Bearer ${secret}`;
    const response = await fetch(`${cluster.url}/v1/generate`, { method: "POST", headers, body: "{" });
    expect([response.status, await response.json()]).toMatchObject([401, { error: { code: "UNAUTHENTICATED" } }]);
    await expect(chat(secret ?? "x")).rejects.toMatchObject({
      status: 401,
      code: "invalid_api_key",
      type: "authentication_error",
    });
    expect(cluster.taken).toEqual([]);
  });

  test("answers those who have one, and their tenant and class travel with the job", async () => {
    expect(await grpc(made.acme.secret).generate({ prompt: "Hello" })).toMatchObject({ text: "Hi." });
    expect((await chat(made.rival.secret)).choices[0]!.message.content).toBe("Hi.");
    expect(cluster.taken.map(({ payload }) => [payload.tenant, payload.priority])).toEqual([
      ["acme", "interactive"],
      ["rival", "standard"],
    ]);
  });

  test("leaves health, readiness and metrics open", async () => {
    for (const path of ["/livez", "/readyz", "/metrics", "/openapi.json"])
      expect((await fetch(cluster.url + path)).status).toBe(200);
    const { path, requestSerialize, responseDeserialize } = health.Check as MethodDefinition<
      object,
      { status: string }
    >;
    const client = new Client(cluster.grpcAddress, credentials.createInsecure());
    const status = await new Promise((resolve) =>
      client.makeUnaryRequest(path, requestSerialize, responseDeserialize, { service: "" }, (_, reply) =>
        resolve(reply?.status),
      ),
    );
    expect(status).toBe("SERVING");
    client.close();
  });

  test("the OpenAPI document says where a key is needed, and with which scope", async () => {
    const document = await (await fetch(`${cluster.url}/openapi.json`)).json();
    expect(await new Validator().validate(document)).toMatchObject({ valid: true });
    expect(document).toMatchObject({
      components: { securitySchemes: { key: { type: "http", scheme: "bearer" } } },
      paths: {
        "/v1/score": { post: { security: [{ key: [] }], description: expect.stringContaining("`generate`") } },
        "/v1/batches": { get: { security: [{ key: [] }], description: expect.stringContaining("`batches`") } },
        "/livez": { get: { security: [] } },
      },
    });
  });

  test("a key does what its scopes allow, and nothing else", async () => {
    const secret = made.narrow.secret;
    const error = { code: "PERMISSION_DENIED", message: "the API key narrow may not use generate; it may use models" };
    expect(await grpc(secret).models()).toHaveLength(1);
    await expect(grpc(secret).generate({ prompt: "Hello" })).rejects.toMatchObject(error);
    await expect(grpc(secret).jobs.submit({ prompt: "Hello" })).rejects.toMatchObject({ code: "PERMISSION_DENIED" });
    expect((await openai(secret).models.list()).data).toHaveLength(1);
    await expect(chat(secret)).rejects.toMatchObject({ status: 403, code: "missing_scope" });
    await expect(openai(secret).batches.list()).rejects.toMatchObject({ status: 403 });
  });

  test("requests above the rate are told when to come back, over HTTP and gRPC", async () => {
    const { response } = await chat(made.slow.secret, { max_tokens: 8, gen_length: 8 }).withResponse();
    expect(response.headers.get("x-ratelimit-limit-requests")).toBe("2");
    expect(response.headers.get("x-ratelimit-remaining-requests")).toBe("1");
    expect(response.headers.get("x-ratelimit-limit-tokens")).toBe("200");
    expect(Number(response.headers.get("x-ratelimit-remaining-tokens"))).toBeLessThan(190);
    expect(response.headers.get("x-ratelimit-reset-requests")).toMatch(/^\d+\.\d+s$/);
    const { response: streamed } = await chat(made.slow.secret, { gen_length: 8, stream: true }).withResponse();
    expect(streamed.headers.get("x-ratelimit-remaining-requests")).toBe("0");
    const refused = await chat(made.slow.secret).catch((error: InstanceType<typeof OpenAI.APIError>) => error);
    expect(refused).toMatchObject({ status: 429, code: "rate_limited", type: "rate_limit_error" });
    const after = Number((refused as InstanceType<typeof OpenAI.APIError>).headers!.get("retry-after"));
    expect(after).toBeGreaterThan(20);
    expect(after).toBeLessThanOrEqual(30);
    await expect(grpc(made.slow.secret).generate({ prompt: "Hello" })).rejects.toMatchObject({
      code: "RESOURCE_EXHAUSTED",
      reason: "RATE_LIMITED",
      quotaSubject: "key:slow",
      retryAfterMs: expect.any(Number),
    });
  });

  test("tokens count too, all answers together, and a request that can never fit is told so", async () => {
    const call = chat(made.slow.secret, { gen_length: 64, block_length: 64, n: 4 });
    await expect(call).rejects.toMatchObject({
      status: 429,
      message: expect.stringMatching(/200 tokens a minute, and this request takes \d+ at once; make it smaller/),
    });
  });

  test("a tenant with as many open jobs as it may have is told so, until one of them ends", async () => {
    cluster.play = never;
    const { jobs } = grpc(made.few.secret);
    const { id } = await jobs.submit({ prompt: "Hello" });
    await expect(chat(made.few.secret)).rejects.toMatchObject({ status: 429, code: "too_many_jobs" });
    expect((await jobs.submit({ prompt: "Hello", requestId: "again" }).catch((error) => error)).quotaSubject).toBe(
      "tenant few",
    );
    await jobs.cancel(id);
    cluster.play = answer("Hi.");
    expect(await grpc(made.few.secret).generate({ prompt: "Hello" })).toMatchObject({ text: "Hi." });
  });

  test("whoever looks at the cluster learns the ids of its own tenant's jobs alone", async () => {
    const sequence = {
      model: "tiny",
      priority: "standard",
      step: 1,
      steps: 4,
      tokens: 1,
      length: 4,
      workerIds: ["w"],
      ageMs: 5,
    } as const;
    const sequences = [
      { ...sequence, jobId: "g-of-acme", tenant: "acme" },
      { ...sequence, jobId: "g-of-nobody", tenant: "" },
    ];
    await cluster.queue.report({ schedulerId: "s", running: 2, workers: [], sequences }, 60_000);
    const seen = async (secret: string) => (await grpc(secret).cluster()).sequences.map(({ jobId }) => jobId);
    expect(await seen(made.acme.secret)).toEqual(["g-of-acme", ""]);
    expect(await seen(made.rival.secret)).toEqual(["", ""]);
    const response = await fetch(`${cluster.url}/v1/cluster`, {
      headers: { authorization: `Bearer ${made.acme.secret}` },
    });
    const body = (await response.json()) as { sequences: { job_id: string; tenant?: string }[] };
    expect(body.sequences.map(({ job_id, tenant }) => [job_id, tenant])).toEqual([
      ["g-of-acme", undefined],
      ["", undefined],
    ]);
  });

  test("tenants see only their own jobs, files and batches, and never meet in a job", async () => {
    const request = { prompt: "Hello", requestId: "same" };
    const [mine, theirs] = await Promise.all([
      grpc(made.acme.secret).jobs.submit(request),
      grpc(made.rival.secret).jobs.submit(request),
    ]);
    expect(mine.id).not.toBe(theirs.id);
    const stranger = grpc(made.rival.secret);
    for (const call of [stranger.jobs.get(mine.id), stranger.jobs.cancel(mine.id), stranger.jobs.watch(mine.id).next()])
      await expect(call).rejects.toMatchObject({ code: "NOT_FOUND" });
    const line = { custom_id: "a", method: "POST", url: "/v1/generate", body: { prompt: "x" } };
    const file = await openai(made.acme.secret).files.create({
      file: await toFile(Buffer.from(JSON.stringify(line)), "a"),
      purpose: "batch",
    });
    const create = (secret: string) =>
      openai(secret).batches.create({
        input_file_id: file.id,
        endpoint: "/v1/generate" as "/v1/completions",
        completion_window: "24h",
      });
    await expect(create(made.rival.secret)).rejects.toMatchObject({ status: 404, param: "input_file_id" });
    const batch = await create(made.acme.secret);
    await expect(openai(made.rival.secret).batches.retrieve(batch.id)).rejects.toMatchObject({ status: 404 });
    await expect(openai(made.rival.secret).files.content(file.id)).rejects.toMatchObject({ status: 404 });
    expect((await openai(made.rival.secret).batches.list()).data.map(({ id }) => id)).not.toContain(batch.id);
    for await (const state of grpc(made.acme.secret).batches.watch(batch.id))
      if (state.endedAt) expect(state.status).toBe("completed");
    const ran = cluster.taken.filter(({ id }) => id.startsWith("b-"));
    expect(ran.map(({ payload }) => [payload.tenant, payload.priority])).toEqual([["acme", "batch"]]);
  });
});

describe("a keys file", () => {
  const log = { info: vi.fn(), error: vi.fn() } as never;
  /** Nothing is spent here. */
  const unused = { spend: async () => [] };

  test("holds no key itself", async () => {
    const path = join(folder, "hashed.json");
    await writeFile(path, JSON.stringify({ keys }));
    const text = await readFile(path, "utf8");
    for (const { secret } of Object.values(made)) expect(text).not.toContain(secret.slice(3, 20));
    const access = await openKeyFile(path, unused, 10, log);
    expect(access.admit(`Bearer ${made.acme.secret}`, "generate").tenant).toBe("acme");
    access.close();
  });

  test.each([
    ["{", "is not JSON"],
    ["{}", "keys: "],
    [JSON.stringify({ keys: [{ id: "a", sha256: "short", tenant: "t" }] }), "keys.0.sha256: "],
    [JSON.stringify({ keys: [entry("acme", { scopes: ["fly"] })] }), "keys.0.scopes.0: "],
    [JSON.stringify({ keys: [entry("acme"), entry("acme")] }), "has the id of acme twice"],
    [JSON.stringify({ keys: [entry("acme", { tokens: 5 })] }), "tokens"],
  ])("%s is refused with what is wrong", (text, message) => {
    expect(() => parseKeys(text, "k.json")).toThrow(message);
  });

  test("that is not there stops the start", async () => {
    await expect(startCluster({ keysFile: join(folder, "nowhere.json") })).rejects.toMatchObject({
      code: "FAILED_PRECONDITION",
      message: expect.stringContaining("cannot be read"),
    });
  });

  test("that changes is read again; one that is broken then leaves the old keys", async () => {
    vi.useFakeTimers({ toFake: ["setInterval"] });
    try {
      const path = join(folder, "changing.json");
      await writeFile(path, JSON.stringify({ keys: [entry("acme")] }));
      const access = await openKeyFile(path, unused, 10, log);
      const enter = (id: keyof typeof made) => access.admit(`Bearer ${made[id].secret}`, undefined);
      expect(() => enter("rival")).toThrow("not known");
      await writeFile(path, JSON.stringify({ keys: [entry("rival")] }));
      await vi.waitFor(() => {
        vi.advanceTimersByTime(5000);
        expect(enter("rival").tenant).toBe("rival");
      });
      expect(() => enter("acme")).toThrow("not known");
      await writeFile(path, "broken");
      vi.advanceTimersByTime(5000);
      expect(enter("rival").tenant).toBe("rival");
      access.close();
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("without keys", () => {
  test.each(["grpcAddress", "httpAddress"] as const)(
    "%s beyond this machine is refused, with the ways out",
    async (name) => {
      await expect(startCluster({ [name]: "0.0.0.0:0" })).rejects.toMatchObject({
        code: "FAILED_PRECONDITION",
        exitCode: 2,
        message: expect.stringMatching(/0\.0\.0\.0:0 is open to the network.*UNMASK_KEYS.*--insecure/),
      });
    },
  );

  test("it is allowed where somebody says so", async () => {
    const cluster = await startCluster({ grpcAddress: "0.0.0.0:0", insecure: true });
    await cluster.close();
  });
});
