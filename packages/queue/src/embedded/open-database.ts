import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { PGlite } from "@electric-sql/pglite";
import { runMigrations } from "bullmq";
import { PglitePool } from "./pglite-pool.js";

/**
 * A new database, as scripts/make-cold-start.ts writes it. Making one from nothing takes five seconds of
 * initdb, unpacking this one takes less than one.
 */
export const coldStartFile = fileURLToPath(new URL("../../assets/cold-start.tar.br", import.meta.url));

export interface Database {
  readonly db: PGlite;
  readonly pool: PglitePool;
}

/** Opens or makes the database in `folder`, with BullMQ's tables up to date. The folder must be locked. */
export async function openDatabase(folder: string): Promise<Database> {
  const dataDir = join(folder, "pg");
  const complete = join(folder, "pg-complete");
  const fresh = !existsSync(complete);
  // What a process left that died while it made the database.
  if (fresh) await rm(dataDir, { recursive: true, force: true });
  const db = await PGlite.create(fresh ? { dataDir, ...(await coldStart()) } : { dataDir });
  const pool = await makeTables(db);
  if (fresh) await writeFile(complete, "");
  return { db, pool };
}

/** BullMQ's tables and ours, up to date, and the session set to find them. */
export async function makeTables(db: PGlite): Promise<PglitePool> {
  const pool = new PglitePool(db);
  await runMigrations(pool);
  await db.exec(`
    SET search_path TO bullmq;
    -- Plans are made while the tables are empty and kept: they must not bet on their staying so.
    SET enable_seqscan TO off;
    CREATE TABLE IF NOT EXISTS public.cancelled_job (id text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now());
  `);
  return pool;
}

async function coldStart(): Promise<{ loadDataDir?: Blob }> {
  if (!existsSync(coldStartFile)) return {};
  const tar = await promisify(brotliDecompress)(await readFile(coldStartFile));
  return { loadDataDir: new Blob([new Uint8Array(tar)]) };
}
