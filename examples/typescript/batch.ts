import { UnmaskClient } from "@unmask/client";

const { UNMASK_SERVER: address = "127.0.0.1:50051", UNMASK_API_KEY: apiKey } = process.env;
const client = new UnmaskClient({ address, apiKey });

/** Requests are sent as they are made: a file of any length is never in memory. */
async function* lines(): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < 10; i++) {
    const body = { prompt: `Tom has ${i} marbles and buys 4 more. How many has he?` };
    yield Buffer.from(`${JSON.stringify({ custom_id: `tom-${i}`, method: "POST", url: "/v1/generate", body })}\n`);
  }
}

const { id } = await client.batches.create({ endpoint: "/v1/generate", input: lines(), filename: "marbles.jsonl" });
for await (const { status, completed, total } of client.batches.watch(id)) console.log(status, `${completed}/${total}`);
for await (const bytes of client.batches.results(id)) process.stdout.write(bytes);
client.close();
