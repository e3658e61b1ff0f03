import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/** docs/conformance.md points at tests that are there. */

const docs = fileURLToPath(new URL("../docs/", import.meta.url));
const page = readFileSync(join(docs, "conformance.md"), "utf8");
const rows = page.split("\n").filter((line) => /^\| /.test(line) && !/^\| (---|.*\| test \|)/.test(line));

test("every row of the conformance table names a test that is there", () => {
  expect(rows.length).toBeGreaterThan(50);
  for (const row of rows) {
    const [, path = "", title = ""] = /\]\((\S+)\): (.*) \|$/.exec(row) ?? [];
    expect(title, row).not.toBe("");
    expect(readFileSync(join(docs, path), "utf8"), row).toContain(title);
  }
});
