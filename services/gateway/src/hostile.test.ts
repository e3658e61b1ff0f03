import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { connect as connectHttp2, constants } from "node:http2";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text as readText } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { status as grpcStatus, type ServiceDefinition } from "@grpc/grpc-js";
import { UnmaskClient } from "@unmask/client";
import { batchService, clusterService, generationService, jobService, modelService } from "@unmask/wire";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { validateLines } from "./batches/request-line.js";
import { readLines } from "./files/lines.js";
import { answer, type Cluster, never, startCluster } from "./testing/cluster.js";

/** Whatever arrives gets a clear answer, and nothing of it stays: no job, no file, no socket. */

let folder: string;
let cluster: Cluster;
const limits = { headersMs: 400, requestMs: 800 };
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "unmask-hostile-"));
  cluster = await startCluster({ filesFolder: folder, arrivalLimits: limits });
});
afterAll(async () => {
  await nothingIsLeft();
  await cluster.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  cluster.play = answer("Hi.");
});

const paths = ["/v1/generate", "/v1/infill", "/v1/score", "/v1/chat/completions", "/v1/completions", "/v1/batches"];

async function post(path: string, body: string | Buffer, headers: Record<string, string> = {}) {
  const response = await fetch(cluster.url + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : new Uint8Array(body),
  });
  return { status: response.status, text: await response.text() };
}

/** fetch would take the dots out of a path. */
async function asWritten(method: string, path: string) {
  const { hostname, port } = new URL(cluster.url);
  const call = request({ hostname, port, method, path }).end();
  const [response] = (await once(call, "response")) as [IncomingMessage];
  return { status: response.statusCode, text: await readText(response) };
}

/** A good request is answered, and the queue is empty. */
async function nothingIsLeft(): Promise<void> {
  cluster.play = answer("Hi.");
  expect((await post("/v1/generate", '{"prompt": "Hello", "gen_length": 8}')).status).toBe(200);
  await vi.waitFor(async () => expect(await cluster.queue.counts()).toMatchObject({ waiting: 0, active: 0 }), 10_000);
}

/** An answer, or a refusal that says what is wrong; never a failure of the server's own. */
function isClear({ status, text }: { status: number; text: string }): void {
  if (status === 200) return;
  expect({ status, text }).toMatchObject({ status: expect.toSatisfy((code: number) => code >= 400 && code < 500) });
  const { error } = JSON.parse(text) as { error: { message: string; code: string } };
  expect(error.message).toMatch(/\w+ .*\w/);
  expect(error.code).toMatch(/^[a-z_]+$/i);
}

describe("HTTP bodies", () => {
  const names = [
    ..."prompt messages raw_prompt prompt_ids parts params continuation model stream seed steps strategy stop".split(
      " ",
    ),
    ..."pins gen_length n logit_bias max_tokens input_file_id endpoint request_id temperature".split(" "),
    ..."__proto__ constructor toString then".split(" "),
  ];
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom<unknown>("Hello", 8, -1, 1e308, "", [{ text: "a" }, { gap: { tokens: 2 } }], { role: "user" }),
  );
  const body = fc.uniqueArray(fc.tuple(fc.constantFrom(...names), value), { selector: ([name]) => name, maxLength: 6 });
  // As text, since __proto__ is no field of its own in an object.
  const text = (fields: [string, unknown][]) =>
    `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${JSON.stringify(field) ?? "null"}`).join(",")}}`;

  test("of any JSON are answered or refused by name", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), body, async (path, fields) =>
        isClear(await post(path, text(fields))),
      ),
      { numRuns: 150 },
    );
  });

  test("of any bytes are refused", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.uint8Array({ maxLength: 200 }), async (path, bytes) =>
        isClear(await post(path, Buffer.from(bytes))),
      ),
      { numRuns: 60 },
    );
  });

  const deep = (open: string, close: string) => open.repeat(200_000) + close.repeat(200_000);
  test.each<[string, string]>([
    ["lists in lists", deep("[", "]")],
    ["a prompt of lists in lists", `{"prompt": ${deep("[", "]")}}`],
    ["messages of objects in objects", `{"messages": [${deep('{"a":', "1}").replace("1}", "1}")}]}`],
    ["a million empty messages", `{"messages": [${"{},".repeat(300_000)}{}]}`],
    ["as many ids as fit", `{"prompt_ids": [${"1,".repeat(500_000)}1]}`],
    ["as many wrong ids as fit", `{"prompt_ids": [${'"",'.repeat(300_000)}1]}`],
    ["as many unknown fields as fit", `{${Array.from({ length: 90_000 }, (_, i) => `"${i}":1`).join(",")}}`],
    ["as many gaps as fit", `{"parts": [${'{"gap":{"tokens":9}},'.repeat(40_000)}{"text":"a"}]}`],
    ["a prototype", '{"prompt": "a", "__proto__": {"x": 1}}'],
    ["a constructor's prototype", '{"prompt": "a", "constructor": {"prototype": {"x": 1}}}'],
  ])("%s are refused soon, on every route", async (_, json) => {
    for (const path of paths) {
      const startMs = performance.now();
      const answered = await post(path, json.slice(0, 1024 * 1024));
      expect(answered.status, answered.text.slice(0, 300)).toBe(400);
      isClear(answered);
      expect(answered.text.length).toBeLessThan(20_000);
      // Meanwhile nobody else is served; the machine may be busy, so only what is absurd fails.
      expect(performance.now() - startMs).toBeLessThan(5000);
    }
  });
});

describe("names and ids", () => {
  const outside = [
    "../canary",
    "..%2fcanary",
    "%2e%2e/canary",
    "..\\canary",
    "/etc/passwd",
    "file-../../canary",
    "canary\0",
    ".",
  ];
  const inherited = ["__proto__", "constructor", "toString", "hasOwnProperty"];
  const ids = [...outside, ...inherited, "a".repeat(5000)];

  test("lead nowhere but to what has them: not to files beside the store, not to what objects inherit", async () => {
    // What a way out of the folders would find.
    for (const canary of ["canary", "canary.json", "canary.data", "files/canary.json", "batches/canary"])
      writeFileSync(
        join(folder, canary),
        '{"id":"canary","tenant":"","purpose":"batch","bytes":1,"status":"completed"}',
      );
    const client = new UnmaskClient({ address: cluster.grpcAddress, retries: 0 });
    const refused = { code: expect.stringMatching(/^(NOT_FOUND|INVALID_ARGUMENT)$/) };
    for (const id of ids) {
      const escaped = id.includes("%") ? id : encodeURIComponent(id);
      for (const [method, path] of [
        ["GET", `/v1/files/${escaped}`],
        ["GET", `/v1/files/${escaped}/content`],
        ["DELETE", `/v1/files/${escaped}`],
        ["GET", `/v1/batches/${escaped}`],
        ["POST", `/v1/batches/${escaped}/cancel`],
        ["GET", `/v1/models/${escaped}`],
        ["GET", `/${escaped}`],
      ] as const) {
        const { status, text } = await asWritten(method, path);
        expect(status, `${method} ${path} ${text.slice(0, 200)}`).toSatisfy((code) => [400, 404, 414].includes(code));
        expect(text).not.toMatch(/root:|"status":"completed"/);
      }
      const create = { input_file_id: id, endpoint: "/v1/generate", completion_window: "24h" };
      expect((await post("/v1/batches", JSON.stringify(create))).status).toBe(404);
      expect((await post("/v1/generate", JSON.stringify({ prompt: "a", model: id }))).status).toBe(404);
      expect((await post("/v1/generate", JSON.stringify({ prompt: "a", strategy: id }))).status).toBe(400);
      for (const call of [
        client.generate({ prompt: "a", model: id }),
        client.jobs.get(id),
        client.jobs.cancel(id),
        client.batches.get(id),
        client.batches.cancel(id),
        client.batches.create({ endpoint: "/v1/generate", input: { fileId: id } }),
      ])
        await expect(call, id).rejects.toMatchObject(refused);
    }
    client.close();
    for (const canary of ["canary", "canary.json", "canary.data", "files/canary.json", "batches/canary"])
      rmSync(join(folder, canary));
  });

  test("of a batch's lines are their own: a prototype in a body is a field that is not known", async () => {
    const urls = ["/v1/chat/completions", "/v1/completions", "/v1/generate", "/v1/infill"];
    for (const url of urls) {
      const bodies = [
        '{"prompt":"a","__proto__":{"n":3,"temperature":5}}',
        '{"__proto__":null}',
        '{"constructor":{"prototype":{"x":1}}}',
      ];
      const lines = bodies.map((body, i) => `{"custom_id":"${i}","method":"POST","url":"${url}","body":${body}}`);
      const form = new FormData();
      form.set("purpose", "batch");
      form.set("file", new Blob([lines.join("\n")]), "a.jsonl");
      const file = (await (await fetch(`${cluster.url}/v1/files`, { method: "POST", body: form })).json()) as {
        id: string;
      };
      const create = { input_file_id: file.id, endpoint: url, completion_window: "24h" };
      const { id } = JSON.parse((await post("/v1/batches", JSON.stringify(create))).text) as { id: string };
      type Ended = { status: string; error_file_id: string; request_counts: object };
      const ended = await vi.waitFor(async () => {
        const batch = (await (await fetch(`${cluster.url}/v1/batches/${id}`)).json()) as Ended;
        expect(batch.status).toBe("completed");
        return batch;
      }, 20_000);
      expect(ended.request_counts).toEqual({ total: 3, completed: 0, failed: 3 });
      const errors = await (await fetch(`${cluster.url}/v1/files/${ended.error_file_id}/content`)).text();
      expect(errors).toMatch(/__proto__ is not a known field/);
    }
    expect(({} as { n?: number }).n).toBeUndefined();
  });
});

describe("JSON lines", () => {
  const line = fc.oneof(
    fc.string(),
    fc.jsonValue().map((json) => JSON.stringify(json)),
    fc
      .record(
        {
          custom_id: fc.oneof(fc.string(), fc.constantFrom("a", "b")),
          method: fc.constantFrom<unknown>("POST", "GET", 1),
          url: fc.constantFrom<unknown>("/v1/generate", "/v1/other", null),
          body: fc.jsonValue(),
        },
        { requiredKeys: [] },
      )
      .map((json) => JSON.stringify(json)),
  );

  test("of anything are checked to the end or to a hundred errors, each with its line", async () => {
    const lines = fc.array(line, { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(lines, fc.integer({ min: 1, max: 40 }), async (texts, size) => {
        const bytes = Buffer.from(texts.join("\n"));
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
          bytes.subarray(i * size, (i + 1) * size),
        );
        const { total, errors } = await validateLines(readLines(Readable.from(chunks), 200), "/v1/generate", 200);
        expect(total).toBeLessThanOrEqual(bytes.toString().split("\n").length);
        for (const { code, message, line: number = 1 } of errors) {
          expect(code).toMatch(/^[a-z_]+$/);
          expect(message.length).toBeLessThan(700);
          expect(number).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("that are no lines at all fail their batch and leave their file to its owner", async () => {
    const form = new FormData();
    form.set("purpose", "batch");
    form.set("file", new Blob([new Uint8Array(fc.sample(fc.uint8Array({ minLength: 5000, maxLength: 9000 }), 1)[0]!)]));
    const file = (await (await fetch(`${cluster.url}/v1/files`, { method: "POST", body: form })).json()) as {
      id: string;
    };
    const create = { input_file_id: file.id, endpoint: "/v1/generate", completion_window: "24h" };
    const { text } = await post("/v1/batches", JSON.stringify(create));
    const { id } = JSON.parse(text) as { id: string };
    await vi.waitFor(async () => {
      const batch = (await (await fetch(`${cluster.url}/v1/batches/${id}`)).json()) as {
        status: string;
        errors: unknown;
      };
      expect(batch).toMatchObject({
        status: "failed",
        errors: { data: expect.arrayContaining([expect.objectContaining({ code: "invalid_json_line", line: 1 })]) },
      });
    }, 10_000);
    expect((await fetch(`${cluster.url}/v1/files/${file.id}`, { method: "DELETE" })).status).toBe(200);
  });

  const broken = (content: string) => Buffer.from(content.replaceAll("\n", "\r\n"));
  test.each<[string, Buffer]>([
    ["without an end", broken('--x\ncontent-disposition: form-data; name="file"; filename="a"\n\n{}')],
    [
      "with a second file",
      broken(`${'--x\ncontent-disposition: form-data; name="file"; filename="a"\n\n{}\n'.repeat(2)}--x--\n`),
    ],
    [
      "with a field of another name",
      broken('--x\ncontent-disposition: form-data; name="data"; filename="a"\n\n{}\n--x--\n'),
    ],
    ["without a purpose", broken('--x\ncontent-disposition: form-data; name="file"; filename="a"\n\n{}\n--x--\n')],
    ["of other bytes", Buffer.from("nothing of the kind")],
  ])("a form %s is refused, and no file stays", async (_, body) => {
    const before = readdirSync(join(folder, "files")).length;
    isClear(await post("/v1/files", body, { "content-type": "multipart/form-data; boundary=x" }));
    await vi.waitFor(() => expect(readdirSync(join(folder, "files")).length).toBe(before));
  });
});

/** One call straight on HTTP/2, with whatever bytes. @returns grpc-status and grpc-message, or how the stream ended */
function rawCall(
  session: ReturnType<typeof connectHttp2>,
  path: string,
  bytes: Buffer,
  headers: Record<string, string> = {},
  ends = true,
): Promise<{ status: number | undefined; message: string }> {
  return new Promise((resolve) => {
    const stream = session.request({
      ":method": "POST",
      ":path": path,
      "content-type": "application/grpc",
      te: "trailers",
      ...headers,
    });
    let seen: Record<string, unknown> = {};
    const take = (got: object) => {
      seen = { ...seen, ...got };
      // As a client does that was told that its call is over.
      if (!ends && "grpc-status" in seen) stream.close();
    };
    stream.on("response", take);
    stream.on("trailers", take);
    stream.on("error", () => {});
    stream.on("data", () => {});
    stream.on("close", () => {
      const code = seen["grpc-status"];
      resolve({
        status: code === undefined ? undefined : Number(code),
        message: decodeURIComponent(String(seen["grpc-message"] ?? `HTTP ${seen[":status"]}`)),
      });
    });
    if (ends) stream.end(bytes);
    else stream.write(bytes);
  });
}

/** A message with gRPC's prefix. */
function framed(message: Uint8Array, flag = 0, length = message.length): Buffer {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt8(flag, 0);
  prefix.writeUInt32BE(length, 1);
  return Buffer.concat([prefix, message]);
}

describe("gRPC", () => {
  const services: ServiceDefinition[] = [generationService, jobService, batchService, modelService, clusterService];
  const methods = services.flatMap((service) => Object.values(service)).filter(({ path }) => !/Watch/.test(path));
  let session: ReturnType<typeof connectHttp2>;
  beforeAll(async () => {
    session = connectHttp2(`http://${cluster.grpcAddress}`);
    await once(session, "connect");
  });
  afterAll(() => session.destroy());
  const known = (code: number | undefined) => code !== undefined && code !== grpcStatus.UNKNOWN && code in grpcStatus;

  test("messages of any bytes get a status that says what is wrong", async () => {
    const valid = Buffer.from(
      generationService.Generate.requestSerialize({
        prompt: "Hello",
        params: { genLength: 8, stop: ["a"], pins: [{ position: 1, tokenId: 5 }] },
      }),
    );
    const mutated = fc.tuple(fc.nat(valid.length - 1), fc.nat(255), fc.nat(valid.length)).map(([at, byte, length]) =>
      Buffer.from(valid)
        .fill(byte, at, at + 1)
        .subarray(0, length),
    );
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 60 }), mutated);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...methods), bytes, async ({ path }, message) => {
        const { status, message: said } = await rawCall(session, path, framed(message));
        expect(known(status), `${path}: ${status} ${said}`).toBe(true);
        // Undecodable bytes are INTERNAL in every gRPC; anything else that is ours to look into is a fault.
        if (status === grpcStatus.INTERNAL) expect(said).toMatch(/deserializ/i);
      }),
      { numRuns: 120 },
    );
  });

  test.each<[string, string, object]>([
    ["empty messages", generationService.Generate.path, { conversation: { messages: Array(300_000).fill({}) } }],
    [
      "empty pins",
      generationService.Generate.path,
      { prompt: "a", params: { pins: Array(150_000).fill({ text: "" }) } },
    ],
    ["wrong ids", generationService.Generate.path, { promptIds: { ids: Array(90_000).fill(-1) } }],
    ["stop texts", generationService.Generate.path, { prompt: "a", params: { stop: Array(300_000).fill("") } }],
    ["empty parts", generationService.Infill.path, { parts: Array(300_000).fill({}) }],
  ])("as many %s as fit are refused soon", async (_, path, request) => {
    const method = methods.find((one) => one.path === path)!;
    const bytes = Buffer.from(method.requestSerialize(request));
    expect(bytes.length).toBeGreaterThan(300_000);
    const startMs = performance.now();
    const { status, message } = await rawCall(session, path, framed(bytes));
    expect([status, message.length < 8000], message.slice(0, 200)).toEqual([grpcStatus.INVALID_ARGUMENT, true]);
    // The machine may be busy, so only what is absurd fails.
    expect(performance.now() - startMs).toBeLessThan(5000);
  });

  const good = () =>
    Buffer.from(generationService.Generate.requestSerialize({ prompt: "Hello", params: { genLength: 8 } }));
  const generate = generationService.Generate.path;
  test.each<[string, () => Promise<{ status: number | undefined; message: string }>]>([
    ["an unknown method", () => rawCall(session, "/unmask.v1.GenerationService/Nothing", framed(good()))],
    ["no message", () => rawCall(session, generate, Buffer.alloc(0))],
    ["half a prefix", () => rawCall(session, generate, Buffer.from([0, 0]))],
    ["a message that breaks off", () => rawCall(session, generate, framed(good(), 0, 900))],
    ["a message of 4 GB", () => rawCall(session, generate, framed(good(), 0, 2 ** 32 - 1))],
    ["two messages for one", () => rawCall(session, generate, Buffer.concat([framed(good()), framed(good())]))],
    ["a compressed message without an encoding", () => rawCall(session, generate, framed(good(), 1))],
    ["a broken compression", () => rawCall(session, generate, framed(good(), 1), { "grpc-encoding": "gzip" })],
    ["an unknown compression", () => rawCall(session, generate, framed(good(), 1), { "grpc-encoding": "zz" })],
    ["a broken deadline", () => rawCall(session, generate, framed(good()), { "grpc-timeout": "soon" })],
    ["another content type", () => rawCall(session, generate, framed(good()), { "content-type": "text/plain" })],
    ["broken details", () => rawCall(session, generate, framed(good()), { "grpc-status-details-bin": "%%%" })],
  ])("%s ends the call and nothing else", async (_, call) => {
    const { status, message } = await call();
    // What is no gRPC has HTTP's status.
    if (status === undefined) expect(message).toMatch(/^HTTP 4\d\d$/);
    else expect(known(status), message).toBe(true);
    expect((await rawCall(session, generate, framed(good()))).status).toBe(grpcStatus.OK);
  });

  test.each<[string, string, Buffer]>([
    ["opens a call and sends nothing", generate, Buffer.alloc(0)],
    ["sends half a message", generate, framed(good(), 0, 900)],
    ["begins an upload and stops", batchService.CreateBatch.path, framed(Buffer.from([0x0a, 0]))],
  ])("a caller that %s is told so when its time is over", async (_, path, bytes) => {
    const { status, message } = await rawCall(session, path, bytes, {}, false);
    expect(status, message).toBe(grpcStatus.DEADLINE_EXCEEDED);
    expect(message).toMatch(/next message did not come within 800 ms/);
  });

  test("headers of any kind get an answer", async () => {
    const name = fc
      .stringMatching(/^[a-z][a-z0-9-]{0,20}(-bin)?$/)
      .filter(
        (key) =>
          !/^(te|connection|host|upgrade|keep-alive|proxy-connection|transfer-encoding|http2-settings|content-length)$/.test(
            key,
          ),
      );
    const headers = fc.dictionary(name, fc.stringMatching(/^[ -~]{0,200}$/), { maxKeys: 20 });
    await fc.assert(
      fc.asyncProperty(headers, async (more) => {
        const { status } = await rawCall(session, generate, framed(good()), more);
        expect(known(status)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test("streams that are opened and reset at once leave no jobs", async () => {
    cluster.play = never;
    const streams = Array.from({ length: 30 }, () => {
      const stream = session.request({ ":method": "POST", ":path": generate, "content-type": "application/grpc" });
      stream.on("error", () => {});
      stream.end(framed(good()));
      return stream;
    });
    await sleep(20);
    for (const stream of streams) stream.close(constants.NGHTTP2_CANCEL);
    await vi.waitFor(async () => expect(await cluster.queue.counts()).toMatchObject({ waiting: 0, active: 0 }), 10_000);
  });
});

describe("sockets", () => {
  const portOf = (address: string) => Number(address.split(":").at(-1));
  const open = async (address: string): Promise<Socket> => {
    const socket = connect(portOf(address), "127.0.0.1");
    socket.on("error", () => {});
    await once(socket, "connect");
    return socket;
  };
  /** @returns what it said before the server closed it */
  const said = async (socket: Socket, withinMs = 10_000): Promise<string> => {
    let text = "";
    socket.setEncoding("utf8").on("data", (part) => (text += part));
    const timer = setTimeout(() => socket.destroy(new Error("the server keeps the socket")), withinMs);
    if (!socket.closed) await new Promise((resolve) => socket.once("close", resolve));
    clearTimeout(timer);
    expect(socket.errored?.message ?? "").not.toMatch(/keeps the socket/);
    return text;
  };
  const head = (more = "") => `POST /v1/generate HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n${more}\r\n`;

  test("with any bytes are answered with 400, or closed", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(cluster.url, cluster.grpcAddress),
        fc.uint8Array({ minLength: 1, maxLength: 100 }),
        async (address, bytes) => {
          const socket = await open(address);
          socket.end(bytes);
          expect(await said(socket)).toMatch(address === cluster.url ? /^(HTTP\/1\.1 400 .*)?/s : /^/);
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each<[string, string, RegExp]>([
    ["headers beyond 16 KiB", head(`x-long: ${"a".repeat(20_000)}\r\n`), /^HTTP\/1\.1 431 /],
    ["two lengths", head("content-length: 2\r\ncontent-length: 3\r\n"), /^HTTP\/1\.1 400 /],
    ["a length and chunks", head("content-length: 2\r\ntransfer-encoding: chunked\r\n"), /^HTTP\/1\.1 400 /],
    ["a negative length", head("content-length: -1\r\n"), /^HTTP\/1\.1 400 /],
    [
      "a length beyond the limit",
      head("content-length: 99999999999\r\nconnection: close\r\n"),
      /^HTTP\/1\.1 400 .*at most 1048576 bytes/s,
    ],
    ["a broken chunk", `${head("transfer-encoding: chunked\r\n")}zz\r\n`, /^HTTP\/1\.1 400 /],
    ["no host", "GET /livez HTTP/1.1\r\n\r\n", /^HTTP\/1\.1 400 /],
    [
      "a broken escape in the path",
      "GET /v1/models/%zz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
      /^HTTP\/1\.1 4\d\d /,
    ],
    [
      "a path out of the root",
      "GET /../../etc/passwd HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
      /^HTTP\/1\.1 40[034] /,
    ],
    ["an unknown method", "BREW /v1/generate HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", /^HTTP\/1\.1 40[045] /],
    ["another protocol", "SSH-2.0-OpenSSH_9.0\r\n", /^HTTP\/1\.1 400 /],
  ])("%s are refused", async (_, bytes, expected) => {
    const socket = await open(cluster.url);
    socket.write(bytes);
    expect(await said(socket)).toMatch(expected);
  });

  test.each<[string, string]>([
    ["headers that do not end", "POST /v1/generate HTTP/1.1\r\nhost: a\r\n"],
    ["a body that does not come", head("content-length: 100\r\n")],
    ["half a chunk", `${head("transfer-encoding: chunked\r\n")}40\r\n{"prompt"`],
    ["nothing at all", ""],
  ])("that hold %s are told 408, or closed, when their time is over", async (_, bytes) => {
    const socket = await open(cluster.url);
    if (bytes !== "") socket.write(bytes);
    expect(await said(socket)).toMatch(/^(HTTP\/1\.1 408 .*)?$/s);
  });

  test("whose sender sends a byte now and then are no better", async () => {
    const socket = await open(cluster.url);
    socket.write(head("content-length: 1000\r\n"));
    const dripping = setInterval(() => socket.writable && socket.write(" "), 100);
    expect(await said(socket)).toMatch(/^(HTTP\/1\.1 408 .*)?$/s);
    clearInterval(dripping);
  });

  test("that vanish at any moment of a stream end their job", async () => {
    cluster.play = never;
    const body = JSON.stringify({ prompt: "Hello", stream: true });
    await fc.assert(
      fc.asyncProperty(fc.nat(60), async (afterMs) => {
        const socket = await open(cluster.url);
        socket.write(`${head(`content-length: ${body.length}\r\n`)}${body}`);
        await sleep(afterMs);
        socket.resetAndDestroy();
      }),
      { numRuns: 20 },
    );
    await vi.waitFor(async () => expect(await cluster.queue.counts()).toMatchObject({ waiting: 0, active: 0 }), 10_000);
  });

  test("and none of them is open at the end", async () => {
    const openSockets = () => process.getActiveResourcesInfo().filter((name) => name === "TCPSocketWrap").length;
    const gateway = await cluster.another();
    const before = openSockets();
    const sockets = await Promise.all(Array.from({ length: 50 }, () => open(`127.0.0.1:${gateway.grpcPort}`)));
    for (const [i, socket] of sockets.entries()) {
      socket.write(i % 2 ? "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" : "GET / HTTP/1.1\r\n");
      socket.destroy();
    }
    await vi.waitFor(() => expect(openSockets()).toBeLessThanOrEqual(before), 10_000);
    await gateway.close({ graceMs: 0 });
  });
});
