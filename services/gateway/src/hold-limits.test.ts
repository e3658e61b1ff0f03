import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { connect as connectHttp2 } from "node:http2";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type StreamEvent, UnmaskClient } from "@unmask/client";
import { afterEach, describe, expect, test, vi } from "vitest";
import { newKey } from "./access/keys.js";
import type { HoldLimits } from "./start-gateway.js";
import { answer, type Cluster, never, startCluster } from "./testing/cluster.js";

/** What one caller can hold of a gateway, and what the next one is told. */

const made = { acme: newKey(), rival: newKey() };
const keys = (["acme", "rival"] as const).map((id) => ({ id, tenant: id, sha256: made[id].sha256 }));
let folder: string;
let cluster: Cluster;
const ends: (() => void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) end();
  await cluster.close();
  await rm(folder, { recursive: true, force: true });
});

async function start(holdLimits: Partial<HoldLimits>): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), "unmask-hold-"));
  const keysFile = join(folder, "keys.json");
  await writeFile(keysFile, JSON.stringify({ keys }));
  cluster = await startCluster({ holdLimits, keysFile, filesFolder: join(folder, "files") });
}

function client(who: keyof typeof made): UnmaskClient {
  const made_ = new UnmaskClient({ address: cluster.grpcAddress, apiKey: made[who].secret, retries: 0 });
  ends.push(() => made_.close());
  return made_;
}

/** Opens a stream that does not end. @returns the way to leave it, once it has begun */
async function hold(who: UnmaskClient): Promise<() => void> {
  const leaving = new AbortController();
  const events = who.stream({ prompt: "Hello" }, { signal: leaving.signal });
  const first: IteratorResult<StreamEvent, void> = await events.next();
  expect(first.value).toMatchObject({ kind: "started" });
  return () => leaving.abort();
}

async function http(path: string, who: keyof typeof made = "acme", body?: object | FormData) {
  const headers: Record<string, string> = { authorization: `Bearer ${made[who].secret}` };
  const form = body instanceof FormData;
  if (body && !form) headers["content-type"] = "application/json";
  const text = form ? body : JSON.stringify(body);
  const response = await fetch(cluster.url + path, {
    method: body ? "POST" : "GET",
    headers,
    ...(body && { body: text! }),
  });
  const json = (await response.json()) as { id: string; error?: { code: string; message: string } };
  return { ...json, status: response.status, retryAfter: response.headers.get("retry-after") };
}

test("a gRPC connection has as many calls at once as it may; its client waits with the next one", async () => {
  await start({ streamsPerConnection: 2 });
  cluster.play = never;
  const caller = client("acme");
  const leave = [await hold(caller), await hold(caller)];
  let third: (() => void) | undefined;
  const waiting = hold(caller).then((end) => (third = end));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(third).toBeUndefined();
  expect(cluster.taken).toHaveLength(2);
  leave[0]!();
  await waiting;
  third!();
  leave[1]!();
  const session = connectHttp2(`http://${cluster.grpcAddress}`);
  await once(session, "remoteSettings");
  expect(session.remoteSettings.maxConcurrentStreams).toBe(2);
  session.destroy();
});

test("connections above the limit are closed as they come, on each address, until others leave", async () => {
  await start({ connections: 3 });
  for (const address of [cluster.grpcAddress, new URL(cluster.url).host]) {
    const open = async (): Promise<Socket> => {
      const socket = connect(Number(address.split(":")[1]), "127.0.0.1").on("error", () => {});
      ends.push(() => socket.destroy());
      await once(socket, "connect");
      return socket;
    };
    const held = [await open(), await open(), await open()];
    const refused = await open();
    if (!refused.closed) await once(refused, "close");
    expect(held.map(({ closed }) => closed)).toEqual([false, false, false]);
    for (const socket of held) socket.destroy();
    await vi.waitFor(
      async () => {
        const socket = await open();
        await new Promise((resolve) => setTimeout(resolve, 50));
        expect(socket.closed).toBe(false);
      },
      { timeout: 5000 },
    );
  }
});

describe("calls of a tenant under way", () => {
  const tooMany = { code: "RESOURCE_EXHAUSTED", reason: "TOO_MANY_CALLS", quotaSubject: "tenant acme" };

  test("above the limit are refused over gRPC and HTTP, and others' are not", async () => {
    await start({ callsPerTenant: 2 });
    cluster.play = never;
    const acme = client("acme");
    const leave = await hold(acme);
    const leaving = new AbortController();
    const authorization = `Bearer ${made.acme.secret}`;
    const body = JSON.stringify({ prompt: "Hello", stream: true });
    const headers = { authorization, "content-type": "application/json" };
    await fetch(`${cluster.url}/v1/generate`, { method: "POST", headers, body, signal: leaving.signal });
    await expect(acme.generate({ prompt: "Hello" })).rejects.toMatchObject({ ...tooMany, retryAfterMs: 1000 });
    await expect(acme.models()).rejects.toMatchObject(tooMany);
    expect(await http("/v1/models")).toMatchObject({ status: 429, retryAfter: "1", error: { code: "too_many_calls" } });
    expect((await client("rival").models()).length).toBe(1);
    expect((await http("/v1/models", "rival")).status).toBe(200);
    leave();
    leaving.abort();
    await vi.waitFor(async () => expect((await acme.models()).length).toBe(1), { timeout: 5000 });
    await (await hold(acme))();
  });

  test("are forgotten however they end", async () => {
    await start({ callsPerTenant: 1 });
    cluster.play = answer("Hi.");
    const acme = client("acme");
    const fails = (call: Promise<unknown>) => expect(call).rejects.not.toMatchObject({ reason: "TOO_MANY_CALLS" });
    await acme.generate({ prompt: "Hello" });
    for await (const _ of acme.stream({ prompt: "Hello" }));
    await fails(acme.generate({ prompt: "" }));
    await fails(acme.stream({ prompt: "" }).next());
    await fails(acme.jobs.watch("nobody").next());
    await fails(acme.batches.create({ endpoint: "/v1/nothing", input: { fileId: "file-x" } }));
    cluster.play = never;
    await fails(acme.generate({ prompt: "Hello" }, { deadlineMs: 100 }));
    const free = () => vi.waitFor(async () => expect((await acme.models()).length).toBe(1), { timeout: 5000 });
    await free();
    (await hold(acme))();
    await free();
    cluster.play = answer("Hi.");
    for (const body of [{ prompt: "Hello" }, { prompt: "" }, { prompt: "Hello", stream: true }]) {
      const response = await fetch(`${cluster.url}/v1/generate`, {
        method: "POST",
        headers: { authorization: `Bearer ${made.acme.secret}`, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      await response.text();
      expect(response.status).not.toBe(429);
      await free();
    }
  });
});

describe("what a tenant keeps", () => {
  const line = JSON.stringify({
    custom_id: "a",
    method: "POST",
    url: "/v1/generate",
    body: { prompt: "x", gen_length: 8 },
  });
  async function* input() {
    yield Buffer.from(line);
  }
  const upload = (bytes: number, who: keyof typeof made = "acme") => {
    const form = new FormData();
    form.set("purpose", "batch");
    form.set("file", new Blob([`${line}\n`.padEnd(bytes, " ")]), "a.jsonl");
    return http("/v1/files", who, form);
  };
  const remove = (id: string) =>
    fetch(`${cluster.url}/v1/files/${id}`, {
      method: "DELETE",
      headers: { authorization: `Bearer ${made.acme.secret}` },
    });

  test("has a sum, over uploads and results; above it uploads and batches are refused and leave nothing", async () => {
    await start({ fileBytesPerTenant: 20_000 });
    cluster.play = answer("Hi.");
    const [first] = [await upload(10_000), await upload(100)];
    const refused = {
      status: 429,
      error: { code: "too_much_stored", message: expect.stringMatching(/tenant acme .*delete some/) },
    };
    const before = (await readdir(join(folder, "files", "files"))).sort();
    expect(await upload(10_000)).toMatchObject(refused);
    expect((await readdir(join(folder, "files", "files"))).sort()).toEqual(before);
    expect((await upload(10_000, "rival")).status).toBe(200);
    // The smallest file counts 4096: these fill it.
    expect((await upload(5000)).status).toBe(200);
    expect((await upload(1)).status).toBe(200);
    const acme = client("acme");
    const create = () => acme.batches.create({ endpoint: "/v1/generate", input: input() });
    await expect(create()).rejects.toMatchObject({ reason: "TOO_MUCH_STORED", quotaSubject: "tenant acme" });
    expect(
      await http("/v1/batches", "acme", {
        input_file_id: first!.id,
        endpoint: "/v1/generate",
        completion_window: "24h",
      }),
    ).toMatchObject(refused);
    await remove(first!.id);
    const batch = await create();
    await vi.waitFor(async () => expect((await acme.batches.get(batch.id)).status).toBe("completed"), 10_000);
    // Its input and its results count, too.
    expect(await upload(5000)).toMatchObject(refused);
  });

  test("has a sum that uploads at the same time keep together", async () => {
    await start({ fileBytesPerTenant: 50_000 });
    const all = await Promise.all(Array.from({ length: 8 }, () => upload(20_000)));
    expect(all.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(2);
    expect(all.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(6);
    // What was refused holds no room.
    for (const { id, status } of all) if (status === 200) await remove(id);
    expect((await upload(40_000)).status).toBe(200);
  });

  test("has so many batches that have not ended", async () => {
    await start({ batchesPerTenant: 2 });
    cluster.play = never;
    const acme = client("acme");
    const create = (who = acme) => who.batches.create({ endpoint: "/v1/generate", input: input() });
    const [one] = [await create(), await create()];
    await expect(create()).rejects.toMatchObject({ reason: "TOO_MANY_BATCHES", retryAfterMs: 60_000 });
    await create(client("rival"));
    await acme.batches.cancel(one!.id);
    await vi.waitFor(async () => expect((await acme.batches.get(one!.id)).status).toBe("cancelled"), 10_000);
    await create();
  });
});
