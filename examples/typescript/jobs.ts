import { UnmaskClient } from "@unmask/client";

const { UNMASK_SERVER: address = "127.0.0.1:50051", UNMASK_API_KEY: apiKey } = process.env;
const client = new UnmaskClient({ address, apiKey });
// Returns as soon as the job is in the queue. The same requestId again is the same job.
const { id } = await client.jobs.submit({ prompt: "Tom has 3 marbles and buys 4 more. How many has he?" });
console.log("submitted", id);
// Later, from anywhere: a watcher begins with what is decided already.
for await (const event of client.jobs.watch(id)) {
  if (event.kind === "frame") console.log("step", event.frame.step, "masked", event.frame.masked);
  else console.log(event.job.state, event.job.result?.text ?? "");
}
client.close();
