import { request } from "node:https";
import { fileURLToPath } from "node:url";
import { UnmaskClient } from "@unmask/client";
import { readTls, type Tls } from "@unmask/wire";
import { afterEach, expect, test } from "vitest";
import { answer, type Cluster, startCluster } from "./testing/cluster.js";

const path = (name: string) => fileURLToPath(new URL(`../../../packages/wire/testdata/tls/${name}`, import.meta.url));
const service = { cert: path("service.pem"), key: path("service.key") };
const stranger = { cert: path("stranger.pem"), key: path("stranger.key") };
const ca = path("ca.pem");

let cluster: Cluster;
const clients: UnmaskClient[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await cluster.close();
});

async function start(files: object): Promise<void> {
  const tls = await readTls(files);
  cluster = await startCluster({ ...(tls && { tls }) });
  cluster.play = answer("Hi.");
}
async function ask(files?: object) {
  const client = new UnmaskClient({ address: cluster.grpcAddress, tls: files && (await readTls(files)) });
  clients.push(client);
  return client.generate({ prompt: "Hello" }, { deadlineMs: 5000 });
}
function get(tls: Tls | undefined): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const call = request(`${cluster.url.replace("http:", "https:")}/livez`, { ...tls }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    call.once("error", reject).end();
  });
}

test("a gateway with a certificate speaks TLS, over gRPC and HTTP, to those who trust its authority", async () => {
  await start(service);
  expect(await ask({ ca })).toMatchObject({ text: "Hi." });
  expect(await get(await readTls({ ca }))).toBe(200);
  await expect(ask()).rejects.toMatchObject({ code: "UNAVAILABLE" });
  await expect(ask({ ca: stranger.cert })).rejects.toMatchObject({ code: "UNAVAILABLE" });
  await expect(get(undefined)).rejects.toThrow();
  await expect(fetch(`${cluster.url}/livez`)).rejects.toThrow();
});

test("with an authority of its own it answers only whom that signed", async () => {
  await start({ ...service, ca });
  expect(await ask({ ca, ...service })).toMatchObject({ text: "Hi." });
  expect(await get(await readTls({ ca, ...service }))).toBe(200);
  for (const files of [{ ca }, { ca, ...stranger }]) {
    await expect(ask(files)).rejects.toMatchObject({ code: "UNAVAILABLE" });
    await expect(get(await readTls(files))).rejects.toThrow();
  }
});
