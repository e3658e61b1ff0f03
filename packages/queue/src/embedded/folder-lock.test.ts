import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openQueue } from "../open-queue.js";
import { lockFolder } from "./folder-lock.js";
import { isAlive, thisProcess } from "./process-identity.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "unmask-lock-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("a second queue on one folder is refused, naming the folder and the process", async () => {
  const queue = await openQueue({ dataDir: folder });
  await expect(openQueue({ dataDir: folder })).rejects.toMatchObject({
    code: "FAILED_PRECONDITION",
    message: expect.stringMatching(new RegExp(`${folder}.*process ${process.pid}`)),
  });
  await queue.ping();
  await queue.close();
  await (await openQueue({ dataDir: folder })).close();
});

test("a folder is made with its parents; where none can be, the error names it", async () => {
  const deep = join(folder, "a", "b");
  await (await lockFolder(deep))();
  await writeFile(join(folder, "file"), "");
  for (const impossible of ["/proc/x", join(folder, "file", "x")]) {
    await expect(lockFolder(impossible)).rejects.toMatchObject({
      code: "FAILED_PRECONDITION",
      message: expect.stringContaining(impossible),
    });
  }
});

test("the lock of a dead process, of a reused pid and of a half-written file are taken over", async () => {
  const dead = { pid: 2 ** 22 + 1 };
  const reused = { pid: process.pid, startedAt: "another boot:1" };
  await writeFile(join(folder, "owner.1.a.json"), JSON.stringify(dead));
  if (thisProcess().startedAt) await writeFile(join(folder, "owner.2.b.json"), JSON.stringify(reused));
  await writeFile(join(folder, "owner.3.c.json"), "");
  const unlock = await lockFolder(folder);
  expect(await readdir(folder)).toHaveLength(1);
  await unlock();
  expect(await readdir(folder)).toEqual([]);
});

test("of many that take over one stale lock at once, at most one gets it", async () => {
  await writeFile(join(folder, "owner.1.a.json"), JSON.stringify({ pid: 2 ** 22 + 1 }));
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
  const won = results.filter((result) => result.status === "fulfilled");
  expect(won.length).toBeLessThanOrEqual(1);
  expect(await readdir(folder)).toHaveLength(won.length);
});

test("this process is alive; one with its pid and another start is not", () => {
  expect(isAlive(thisProcess())).toBe(true);
  if (thisProcess().startedAt) expect(isAlive({ pid: process.pid, startedAt: "another boot:1" })).toBe(false);
});
