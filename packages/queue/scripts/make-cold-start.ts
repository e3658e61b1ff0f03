import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { PGlite } from "@electric-sql/pglite";
import { coldStartFile, makeTables } from "../src/embedded/open-database.js";

/**
 * Writes assets/cold-start.tar.br: a new database with BullMQ's tables, as small as it gets. Run it again when PGlite
 * changes its Postgres version or BullMQ its tables.
 */
const folder = mkdtempSync(join(tmpdir(), "unmask-cold-start-"));
const db = await PGlite.create({
  dataDir: folder,
  // Sixteen megabytes a segment is for servers; the embedded queue's whole log is bounded at twice that.
  initDbStartParams: ["--wal-segsize=1"],
});
await makeTables(db);
await db.exec("ALTER SYSTEM SET max_wal_size = '32MB'");
// The default of 128 MB is resident from the start.
await db.exec("ALTER SYSTEM SET shared_buffers = '16MB'");
// Nobody makes further databases from these, and they are half of the files.
for (const name of ["template0", "template1"]) {
  await db.exec(`UPDATE pg_database SET datistemplate = false WHERE datname = '${name}'`);
  await db.exec(`DROP DATABASE ${name}`);
}
await db.exec("VACUUM FULL");
await db.exec("CHECKPOINT");
const tar = Buffer.from(await (await db.dumpDataDir("none")).arrayBuffer());
await db.close();
rmSync(folder, { recursive: true });

const file = brotliCompressSync(tar, {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: tar.length,
  },
});
writeFileSync(coldStartFile, file);
process.stdout.write(`${coldStartFile}: ${file.length} bytes, ${tar.length} unpacked\n`);
