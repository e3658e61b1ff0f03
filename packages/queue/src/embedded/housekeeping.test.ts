import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tidy } from "./housekeeping.js";
import { openDatabase } from "./open-database.js";

test("checkpoints that were replaced take no room for good", async () => {
  const folder = await mkdtemp(join(tmpdir(), "unmask-tidy-"));
  const { db } = await openDatabase(folder);
  await db.exec(`INSERT INTO job (queue, id, seq, name, state, data, opts, priority, delay_ms, max_attempts, added_at_ms)
    VALUES ('q', 'a', 1, 'n', 'active', '{}', '{}', 1, 0, 1, 0)`);
  const save = async (times: number) => {
    for (let i = 0; i < times; i++) {
      const checkpoint = JSON.stringify({ checkpoint: randomBytes(8_000).toString("base64") });
      await db.query("UPDATE job SET data = $1::jsonb", [checkpoint]);
    }
  };
  const bytes = async () => {
    const { rows } = await db.query<{ bytes: number }>("SELECT pg_total_relation_size('job')::int AS bytes");
    return rows[0]?.bytes ?? 0;
  };
  await save(100);
  const once = await bytes();
  for (let round = 0; round < 3; round++) {
    await tidy(db);
    await save(100);
  }
  expect(once).toBeGreaterThan(800_000);
  expect(await bytes()).toBeLessThan(1.5 * once);
  await db.close();
  await rm(folder, { recursive: true });
});
