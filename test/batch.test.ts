import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UnmaskClient } from "@unmask/client";
import { expect, test } from "vitest";
import { serve } from "./support/serve.js";

/** A batch through `unmask serve`, with the shipped model. */

const lines = 40;
async function* input(): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < lines; i++) {
    const body = { prompt: `Tom has ${i} marbles and buys 3 more. How many has he?`, gen_length: 32, block_length: 32 };
    yield Buffer.from(`${JSON.stringify({ custom_id: `c${i}`, method: "POST", url: "/v1/generate", body })}\n`);
  }
}

test("kill -9 in the middle of a batch loses no line and gives none twice", async () => {
  const folder = await mkdtemp(join(tmpdir(), "unmask-batch-"));
  const first = await serve(join(folder, "data"));
  const client = new UnmaskClient({ address: first.grpc });
  const { id } = await client.batches.create({ endpoint: "/v1/generate", input: input() });
  let finished = 0;
  try {
    for await (const batch of client.batches.watch(id)) {
      finished = batch.completed;
      if (finished > 0) first.child.kill("SIGKILL");
    }
  } catch {
    // The server is gone.
  }
  expect((await first.exited).signal).toBe("SIGKILL");
  expect(finished).toBeLessThan(lines);
  client.close();

  const second = await serve(join(folder, "data"));
  const again = new UnmaskClient({ address: second.grpc });
  for await (const batch of again.batches.watch(id)) finished = batch.completed;
  expect(finished).toBe(lines);
  let output = "";
  for await (const chunk of again.batches.results(id)) output += Buffer.from(chunk).toString();
  const results = output
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { custom_id: string; response: { body: { text: string } } });
  expect(results.map(({ custom_id }) => custom_id).sort()).toEqual(
    Array.from({ length: lines }, (_, i) => `c${i}`).sort(),
  );
  expect(results.every(({ response }) => response.body.text.length > 0)).toBe(true);
  again.close();
  await second.kill("SIGINT");
  await rm(folder, { recursive: true, force: true });
});
