import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UnmaskClient } from "@unmask/client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  hasRedisServer,
  type RedisServer,
  startRedisServer,
} from "../../../../packages/queue/src/testing/redis-server.js";
import { type Cluster, startCluster } from "../testing/cluster.js";
import { newKey } from "./keys.js";

/** Two gateways with connections of their own, as two processes have them, on one Redis. */
describe.skipIf(!hasRedisServer)("two gateways on one Redis", () => {
  const [requests, tokens] = [newKey(), newKey()];
  const keys = [
    { id: "requests", tenant: "acme", sha256: requests.sha256, requests_per_minute: 6 },
    { id: "tokens", tenant: "acme", sha256: tokens.sha256, tokens_per_minute: 400 },
  ];
  let folder: string;
  let redis: RedisServer;
  let gateways: Cluster[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "unmask-rates-"));
    const keysFile = join(folder, "keys.json");
    await writeFile(keysFile, JSON.stringify({ keys }));
    redis = await startRedisServer();
    const start = () => startCluster({ keysFile }, { redisUrl: redis.url });
    gateways = [await start(), await start()];
  });
  afterEach(async () => {
    for (const gateway of gateways) await gateway.close();
    await redis.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const body = JSON.stringify({ prompt: "Hello", gen_length: 32, block_length: 32 });
  async function ask(gateway: Cluster, { secret }: { secret: string }, path = "/v1/generate") {
    const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
    const post = { method: "POST", headers, body };
    const response = await fetch(gateway.url + path, path === "/v1/generate" ? post : { headers });
    await response.text();
    const header = (name: string) => response.headers.get(`x-ratelimit-${name}`);
    return { status: response.status, header };
  }

  test("keep a key's rate of requests together, over HTTP and gRPC, and say what is left of it", async () => {
    const seen: [number, string | null][] = [];
    for (let i = 0; i < 5; i++) {
      const { status, header } = await ask(gateways[i % 2]!, requests);
      seen.push([status, header("remaining-requests")]);
    }
    expect(seen).toEqual([5, 4, 3, 2, 1].map((left) => [200, `${left}`]));
    // Looking costs nothing, and says what the other gateway took.
    const { header } = await ask(gateways[1]!, requests, "/v1/models");
    expect(header("remaining-requests")).toBe("1");
    expect(header("limit-requests")).toBe("6");
    expect(Number.parseFloat(header("reset-requests") ?? "")).toBeGreaterThan(45);
    const [first, second] = gateways.map(
      ({ grpcAddress }) => new UnmaskClient({ address: grpcAddress, apiKey: requests.secret, retries: 0 }),
    );
    await second!.generate({ prompt: "Hello", params: { genLength: 8 } });
    await expect(first!.generate({ prompt: "Hello" })).rejects.toMatchObject({ reason: "RATE_LIMITED" });
    for (const gateway of gateways) {
      const refused = await ask(gateway, requests);
      expect([refused.status, refused.header("remaining-requests")]).toEqual([429, "0"]);
    }
    first!.close();
    second!.close();
  });

  test("keep a key's rate of tokens together", async () => {
    const first = await ask(gateways[0]!, tokens);
    const takes = 400 - Number(first.header("remaining-tokens"));
    expect(takes).toBeGreaterThan(32);
    let answered = 1;
    while ((await ask(gateways[answered % 2]!, tokens)).status === 200) answered++;
    expect(answered).toBe(Math.floor(400 / takes));
    for (const gateway of gateways) expect((await ask(gateway, tokens)).status).toBe(429);
  });

  test("give each call what is there, however many come at once", async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => ask(gateways[i % 2]!, requests)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(6);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(24);
  });

  test("count by themselves while Redis is away: what needs no queue is answered, and nobody gets more than a rate from each", async () => {
    for (let i = 0; i < 4; i++) await ask(gateways[0]!, requests);
    await redis.stop();
    const look = await ask(gateways[0]!, requests, "/v1/models");
    expect([look.status, look.header("remaining-requests")]).toEqual([200, "6"]);
    const statuses = [];
    for (let i = 0; i < 8; i++) statuses.push((await ask(gateways[0]!, requests)).status);
    expect(statuses).toEqual([503, 503, 503, 503, 503, 503, 429, 429]);
    redis = await startRedisServer(Number(new URL(redis.url).port));
    await expect.poll(async () => (await ask(gateways[0]!, requests)).status, { timeout: 10_000 }).toBe(200);
  });
});
