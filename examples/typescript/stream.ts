import { ServingError, UnmaskClient } from "@unmask/client";

const { UNMASK_SERVER: address = "127.0.0.1:50051", UNMASK_API_KEY: apiKey } = process.env;
const client = new UnmaskClient({ address, apiKey });
try {
  // The answer as it unmasks: every step decides some positions, in any order.
  let answer: string[] = [];
  for await (const event of client.stream({ prompt: "Tom has 3 marbles and buys 4 more. How many has he?" })) {
    if (event.kind === "started") answer = Array(event.started.genLength).fill("░");
    if (event.kind === "frame") {
      for (const position of event.frame.remasked) answer[position] = "░";
      for (const { position, text } of event.frame.commits) answer[position] = text;
      console.log(answer.join(""));
    }
    if (event.kind === "result") console.log(event.response.text, event.response.usage);
  }
  // What is refused names every field that is wrong.
  await client.generate({ prompt: "Hello", params: { temperature: -1, threshold: 2 } });
} catch (error) {
  if (!(error instanceof ServingError)) throw error;
  console.log(error.code, error.violations);
} finally {
  client.close();
}
