import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { outdated } from "../deploy/artefacts.js";
import { isAccepted, shipped } from "../deploy/dependencies.js";
import { alerts } from "../deploy/monitoring/alerts.js";

test("files that are written from code are current (else: npm run artefacts)", async () => {
  expect(await outdated()).toEqual([]);
});

test("every alert has a runbook under its name", () => {
  const headings = readFileSync(new URL("../docs/runbooks.md", import.meta.url), "utf8").match(/^## .*$/gm);
  expect(headings).toEqual(alerts.map(({ name }) => `## ${name}`));
});

test("what is shipped has licences that may be passed on", () => {
  const others = [...shipped].filter(([, { license = "unknown" }]) => !isAccepted(license)).map(([name]) => name);
  expect(others).toEqual([]);
  expect([isAccepted("(MIT OR GPL-3.0)"), isAccepted("MIT AND GPL-3.0"), isAccepted("unknown")]).toEqual([
    true,
    false,
    false,
  ]);
});
