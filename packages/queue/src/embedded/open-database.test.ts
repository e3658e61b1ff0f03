import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { coldStartFile, openDatabase } from "./open-database.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "unmask-database-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("a cold folder starts from the shipped database, which the installed PGlite and BullMQ take as it is", async () => {
  expect(existsSync(coldStartFile)).toBe(true);
  const { db } = await openDatabase(folder);
  // Only the shipped one has these segments; initdb's default is 16 MB.
  expect((await db.query("SHOW wal_segment_size")).rows).toEqual([{ wal_segment_size: "1MB" }]);
  const { rows } = await db.query<{ fresh: boolean }>(
    "SELECT bool_and(applied_at < now() - interval '1 second') AS fresh FROM migration",
  );
  expect(rows).toEqual([{ fresh: true }]);
  await db.close();
});

test("a database that was never finished is made again", async () => {
  await mkdir(join(folder, "pg"));
  await writeFile(join(folder, "pg", "PG_VERSION"), "half");
  const { db } = await openDatabase(folder);
  expect((await db.query("SELECT count(*)::int AS n FROM job")).rows).toEqual([{ n: 0 }]);
  await db.close();
});
