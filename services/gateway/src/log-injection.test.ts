import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { credentials, Metadata } from "@grpc/grpc-js";
import { UnmaskClient } from "@unmask/client";
import { createLogger } from "@unmask/runtime";
import { GenerationServiceClient, ServingError } from "@unmask/wire";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { newKey } from "./access/keys.js";
import { answer, type Cluster, startCluster } from "./testing/cluster.js";

/** Everything that a caller chooses, in the log of a gateway that logs all it can. */

const secret = "SECRET-WORD";
const forged = [
  '\n{"level":"error","msg":"forged"}',
  '"}\r\n12:00:00.000 error forged  jobId=x',
  "\u001b[2J\u001b[31m forged \u009b2J \u0007 \u2028 \u202e",
  "a b=c\tmsg=forged",
];

for (const pretty of [false, true]) {
  describe(pretty ? "lines for people" : "JSON lines", () => {
    const made = newKey();
    const written: string[] = [];
    let folder: string;
    let cluster: Cluster;
    let unmask: UnmaskClient;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "unmask-log-"));
      const keysFile = join(folder, "keys.json");
      await writeFile(keysFile, JSON.stringify({ keys: [{ id: "ci", tenant: "acme", sha256: made.sha256 }] }));
      const log = createLogger({ level: "trace", pretty, write: (line) => written.push(line) });
      cluster = await startCluster({ keysFile, filesFolder: join(folder, "files"), log });
      unmask = new UnmaskClient({ address: cluster.grpcAddress, apiKey: made.secret, retries: 0 });
    });
    afterAll(async () => {
      unmask.close();
      await cluster.close();
      await rm(folder, { recursive: true });
    });

    const post = (path: string, body: object, headers: Record<string, string> = {}) =>
      fetch(cluster.url + path, {
        method: "POST",
        headers: { authorization: `Bearer ${made.secret}`, "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      }).then((response) => response.text());
    const fails = (call: Promise<unknown>) =>
      call.then(
        () => {},
        () => {},
      );

    test("hold no forged one, and neither prompts, nor answers, nor keys", async () => {
      cluster.play = answer("Hi.");
      for (const text of forged) {
        const prompt = `${secret} ${text}`;
        await unmask.generate({ prompt, params: { genLength: 8 } });
        await post(
          "/v1/generate",
          { prompt },
          { "idempotency-key": encodeURIComponent(text), traceparent: "00-x-y-z" },
        );
        await post("/v1/generate", { prompt: [prompt], model: 5, [`${text}field`]: prompt });
        await post("/v1/chat/completions", { messages: [{ role: text, content: [prompt] }], user: text });
        await post("/v1/completions", { prompt: { prompt }, stop: [text] });
        await fails(unmask.generate({ prompt, model: text }));
        await fails(unmask.generate({ prompt, requestId: text }));
        await fails(unmask.jobs.get(text));
        await fails(unmask.batches.get(text));
        await post("/v1/batches", {
          input_file_id: text,
          endpoint: text,
          completion_window: text,
          metadata: { [text]: text },
        });
        const form = new FormData();
        form.set("purpose", "batch");
        const line = { custom_id: text, method: "POST", url: "/v1/generate", body: { prompt, gen_length: 8 } };
        form.set("file", new Blob([JSON.stringify(line)]), `${encodeURIComponent(text)}.jsonl`);
        const headers = { authorization: `Bearer ${made.secret}` };
        const { id } = (await (
          await fetch(`${cluster.url}/v1/files`, { method: "POST", headers, body: form })
        ).json()) as { id: string };
        const batch = await unmask.batches.create({
          endpoint: "/v1/generate",
          input: { fileId: id },
          metadata: { text },
        });
        await vi.waitFor(async () => expect((await unmask.batches.get(batch.id)).status).toBe("completed"), 10_000);
        cluster.play = () => Promise.reject(new ServingError("INTERNAL", text));
        await fails(unmask.generate({ prompt }));
        cluster.play = answer("Hi.");
      }
      // Header values that no client sends.
      const stub = new GenerationServiceClient(cluster.grpcAddress, credentials.createInsecure());
      const metadata = new Metadata();
      metadata.set("authorization", 'Bearer wrong {"msg":"forged"}');
      await new Promise((resolve) => stub.generate({ prompt: secret }, metadata, resolve));
      stub.close();
      const port = Number(new URL(cluster.url).port);
      await new Promise((resolve) => {
        const socket = connect(port, "127.0.0.1")
          .on("error", () => {})
          .on("close", resolve)
          .resume();
        socket.end(`POST /v1/generate?\u001b[31m HTTP/1.1\r\nhost: a\r\nx: \u001b[2J\r\nuser-agent: a\nforged\r\n\r\n`);
      });

      expect(written.length).toBeGreaterThan(30);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
      const acted = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/;
      for (const entry of written) {
        const [line = "", ...below] = entry.trimEnd().split("\n");
        for (const more of below) expect(more).toMatch(pretty ? /^ {4}/ : /^$/);
        expect(line).toMatch(pretty ? /^\d\d:\d\d:\d\d\.\d{3} (trace|debug|info |warn |error) {1,2}[a-z]/ : /^\{.*\}$/);
        expect(entry).not.toMatch(acted);
        expect(entry).not.toContain(secret);
        expect(entry).not.toContain("Hi.");
        expect(entry).not.toContain(made.secret.slice(3, 20));
        if (!pretty) expect((JSON.parse(line) as { msg: string }).msg).not.toContain("forged");
        else expect(line).not.toMatch(/^\S+ \w+ +forged/);
      }
    });
  });
}
