import { type ConnectionOptions, createPostgresBackend } from "bullmq";
import { type Backend, type CancelMarks, cancelMarkMs, type QueueBackendFactory } from "../backend.js";
import type { ResolvedQueueOptions } from "../options.js";
import { localRates } from "../rates.js";
import { lockFolder } from "./folder-lock.js";
import { startHousekeeping } from "./housekeeping.js";
import { localBoard } from "./local-board.js";
import { localOpenJobs } from "./local-open-jobs.js";
import { LocalSignals } from "./local-signals.js";
import { type Database, openDatabase } from "./open-database.js";

/**
 * A queue inside this process, kept in `folder`. It survives the process's death by any signal; PGlite does not sync,
 * so the machine's power loss may cost it.
 * @throws {ServingError} FAILED_PRECONDITION when another process holds the folder
 */
export async function openEmbeddedBackend(folder: string, options: ResolvedQueueOptions): Promise<Backend> {
  const unlock = await lockFolder(folder);
  const { db, pool } = await openDatabase(folder).catch(async (error: unknown) => {
    await unlock();
    throw error;
  });
  const stopHousekeeping = startHousekeeping(db, options.onError);
  const connection = pool as unknown as ConnectionOptions;

  const backend: Backend = {
    kind: "embedded",
    factory: createPostgresBackend as unknown as QueueBackendFactory,
    producer: connection,
    blocking: connection,
    // A notification inside one process is not lost, so an idle server need not look.
    drainDelay: 60,
    signals: new LocalSignals(options.onError),
    marks: databaseMarks(db),
    board: localBoard(),
    openJobs: localOpenJobs(),
    rates: localRates(),
    async lastEventId() {
      const { rows } = await db.query<{ id: string }>("SELECT coalesce(max(id), 0)::text AS id FROM event");
      return rows[0]?.id ?? "0";
    },
    async ping() {
      await db.query("SELECT 1");
    },
    sibling: async () => ({ ...backend, signals: new LocalSignals(options.onError), close: async () => {} }),
    async close() {
      stopHousekeeping();
      await db.close();
      await unlock();
    },
  };
  return backend;
}

function databaseMarks(db: Database["db"]): CancelMarks {
  return {
    async add(id) {
      await db.query("INSERT INTO public.cancelled_job (id) VALUES ($1) ON CONFLICT DO NOTHING", [id]);
    },
    async keep(id, forMs) {
      // Housekeeping goes by when a mark was made.
      const age = `${Math.max(0, cancelMarkMs - forMs)} ms`;
      await db.query("UPDATE public.cancelled_job SET at = now() - $2::interval WHERE id = $1", [id, age]);
    },
    async has(id) {
      return (await db.query("SELECT 1 FROM public.cancelled_job WHERE id = $1", [id])).rows.length > 0;
    },
    async remove(id) {
      await db.query("DELETE FROM public.cancelled_job WHERE id = $1", [id]);
    },
  };
}
