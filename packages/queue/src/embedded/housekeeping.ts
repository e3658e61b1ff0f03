import type { PGlite } from "@electric-sql/pglite";
import { cancelMarkMs } from "../backend.js";

const everyMs = 60_000;

/**
 * Postgres' own housekeeping, which PGlite has no background processes for: without it each checkpoint of a job leaves
 * a dead row behind for good, and the log that a killed process must replay at the next start keeps growing.
 * @returns the way to stop it
 */
export function startHousekeeping(db: PGlite, onError: (error: Error) => void): () => void {
  let newest = "";
  const timer = setInterval(async () => {
    try {
      const { rows } = await db.query<{ at: string }>("SELECT pg_current_wal_insert_lsn()::text AS at");
      // Nothing was written since: an idle server stays idle.
      if (rows[0]?.at === newest) return;
      await tidy(db);
      newest = (await db.query<{ at: string }>("SELECT pg_current_wal_insert_lsn()::text AS at")).rows[0]?.at ?? "";
    } catch (error) {
      if (!db.closed) onError(error instanceof Error ? error : new Error(String(error)));
    }
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

export async function tidy(db: PGlite): Promise<void> {
  await db.query("DELETE FROM public.cancelled_job WHERE at < now() - $1::interval", [`${cancelMarkMs} ms`]);
  await db.exec("VACUUM (SKIP_DATABASE_STATS) bullmq.job, bullmq.event, public.cancelled_job");
  await db.exec("CHECKPOINT");
}
