import { EventEmitter } from "node:events";
import type { PGlite } from "@electric-sql/pglite";
import type { PgNotification, PgPool, PgPoolClient, PgQueryResult } from "bullmq";

/**
 * What BullMQ needs of a `pg.Pool`, over one PGlite. Every "client" is the same session: PGlite runs one statement at a
 * time, and BullMQ's operations are single statements.
 */
export class PglitePool extends EventEmitter implements PgPool {
  /** Tells BullMQ that a lost LISTEN would be noticed: in one process it cannot be lost. */
  readonly options = { keepAlive: true };
  readonly #db: PGlite;
  readonly #clients = new Set<PgliteClient>();
  readonly #channels = new Set<string>();

  constructor(db: PGlite) {
    super();
    // BullMQ adds an error listener for each of its objects and never removes it.
    this.setMaxListeners(0);
    this.#db = db;
  }

  async query<Row>(text: string, params?: readonly unknown[]): Promise<PgQueryResult<Row>> {
    const channel = /^(?:\s*--.*\n)*\s*LISTEN\s+(\w+)/i.exec(text)?.[1];
    if (channel !== undefined) return this.#listen(channel);
    if (params) return asPgResult(await this.#db.query<Row>(text, [...params]));
    // Migrations are many statements in one text, which only `exec` takes.
    const results = await this.#db.exec(text);
    return asPgResult((results.at(-1) ?? { rows: [] }) as { rows: Row[]; affectedRows?: number });
  }

  async connect(): Promise<PgPoolClient> {
    const client = new PgliteClient(this, () => this.#clients.delete(client));
    this.#clients.add(client);
    return client;
  }

  /** The database is closed by whoever opened it. */
  async end(): Promise<void> {}

  async #listen(channel: string): Promise<PgQueryResult<never>> {
    if (!this.#channels.has(channel)) {
      this.#channels.add(channel);
      await this.#db.listen(channel, (payload) => {
        for (const client of this.#clients) {
          client.emit("notification", { channel, payload } satisfies PgNotification);
        }
      });
    }
    return { rows: [], rowCount: 0 };
  }
}

class PgliteClient extends EventEmitter implements PgPoolClient {
  readonly #pool: PglitePool;
  readonly #forget: () => void;

  constructor(pool: PglitePool, forget: () => void) {
    super();
    this.#pool = pool;
    this.#forget = forget;
  }

  query<Row>(text: string, params?: readonly unknown[]): Promise<PgQueryResult<Row>> {
    return this.#pool.query<Row>(text, params);
  }

  release(): void {
    this.#forget();
  }
}

function asPgResult<Row>(result: { rows: Row[]; affectedRows?: number }): PgQueryResult<Row> {
  return { rows: result.rows, rowCount: result.affectedRows ?? result.rows.length };
}
