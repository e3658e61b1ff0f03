import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/** The documents that say what is tested point at tests that are there. */

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

test("every test file that the threat model and the promises name is there", () => {
  const root = join(docs, "..");
  const folders = ["packages", "services", "test"];
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".test.ts") && !path.includes("node_modules"))
      .map((path) => join(folder, path)),
  );
  const names = new Set([...files, ...files.map((path) => basename(path))]);
  for (const name of ["threat-model.md", "reliability.md"]) {
    const named = readFileSync(join(docs, name), "utf8").match(/[\w./-]+\.test\.ts/g) ?? [];
    expect(named.length).toBeGreaterThan(10);
    for (const test of named) expect(names, name).toContain(test);
  }
});
