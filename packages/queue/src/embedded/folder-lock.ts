import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ServingError } from "@unmask/wire";
import { isAlive, type ProcessIdentity, thisProcess } from "./process-identity.js";

const attempts = 5;

/**
 * Takes a folder for this process; it is let go by the returned function or by the process's end.
 *
 * Each process writes a file of its own and then looks for others': nobody ever deletes or replaces a file that could
 * be a living process's, so a stale lock can be taken by many at once and at most one gets it.
 * @throws {ServingError} FAILED_PRECONDITION naming the folder and the pid that holds it, or why it cannot be made
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await makeFolder(folder);
  const name = `owner.${process.pid}.${randomUUID()}.json`;
  for (let attempt = 1; ; attempt++) {
    await announce(folder, name);
    const owner = await otherOwner(folder, name);
    if (!owner) return () => rm(join(folder, name), { force: true });
    await rm(join(folder, name), { force: true });
    if (attempt === attempts) throw taken(folder, owner);
    // The other may be giving way as well: two that start together see each other.
    await sleep(10 + Math.random() * 60);
  }
}

/** As `mkdir -p`; Node's own recursion tries for ever where a parent exists and takes no folders, such as /proc. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return;
    const parent = dirname(folder);
    if (code !== "ENOENT" || existsSync(parent)) throw unusable(folder, error);
    await makeFolder(parent);
    await makeFolder(folder);
  }
}

/** Written aside and renamed, so that nobody reads half a file. */
async function announce(folder: string, name: string): Promise<void> {
  const draft = join(folder, `${name}.draft`);
  await writeFile(draft, JSON.stringify(thisProcess()));
  await rename(draft, join(folder, name));
}

async function otherOwner(folder: string, own: string): Promise<ProcessIdentity | undefined> {
  for (const name of await readdir(folder)) {
    if (name === own || !/^owner\..*\.json$/.test(name)) continue;
    const owner = await readIdentity(join(folder, name));
    if (owner && isAlive(owner)) return owner;
    await rm(join(folder, name), { force: true });
  }
  return undefined;
}

async function readIdentity(path: string): Promise<ProcessIdentity | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as ProcessIdentity;
  } catch {
    return undefined;
  }
}

function unusable(folder: string, cause: unknown): ServingError {
  const message = `The queue's folder ${folder} cannot be made: ${(cause as Error).message}. Choose another folder.`;
  return new ServingError("FAILED_PRECONDITION", message, { cause });
}

function taken(folder: string, owner: ProcessIdentity): ServingError {
  return new ServingError(
    "FAILED_PRECONDITION",
    `The queue's folder ${folder} is in use by process ${owner.pid}. Stop that process, choose another folder, or give both a REDIS_URL.`,
  );
}
