import { expect, test } from "vitest";
import { runEmbedded } from "./embedded.js";

test("kill -9 again and again: the folder opens, jobs go on, every text is as in a quiet run", {
  timeout: 180_000,
}, async () => {
  const { problems, log } = await runEmbedded({ seed: 3, kills: 3, clients: 12 });
  expect(problems).toEqual([]);
  expect(log.filter(({ kind }) => kind === "result").length).toBeGreaterThan(12);
});
