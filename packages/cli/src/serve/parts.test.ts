import { expect, test } from "vitest";
import { Parts } from "./parts.js";

test("parts are closed last first, those that were still starting included", async () => {
  const parts = new Parts();
  const closed: string[] = [];
  let resolve = (_: string) => {};
  const starting = new Promise<string>((done) => {
    resolve = done;
  });
  parts.add(Promise.resolve("queue"), (name) => closed.push(name));
  parts.add(starting, (name) => closed.push(name));
  const done = parts.close();
  resolve("worker");
  await done;
  expect(closed).toEqual(["worker", "queue"]);
});

test("a part that failed to start, or fails to close, stops no other", async () => {
  const parts = new Parts();
  const closed: string[] = [];
  parts.add(Promise.resolve("queue"), (name) => closed.push(name));
  await expect(parts.add(Promise.reject(new Error("taken")), () => closed.push("never"))).rejects.toThrow("taken");
  parts.add(Promise.resolve(), () => Promise.reject(new Error("cannot close")));
  await parts.close();
  expect(closed).toEqual(["queue"]);
});
