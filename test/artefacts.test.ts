import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { outdated } from "../deploy/artefacts.js";
import { alerts } from "../deploy/monitoring/alerts.js";

test("files that are written from code are current (else: npm run artefacts)", async () => {
  expect(await outdated()).toEqual([]);
});

test("every alert has a runbook under its name", () => {
  const headings = readFileSync(new URL("../docs/runbooks.md", import.meta.url), "utf8").match(/^## .*$/gm);
  expect(headings).toEqual(alerts.map(({ name }) => `## ${name}`));
});
