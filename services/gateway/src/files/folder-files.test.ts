import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FolderFiles } from "./folder-files.js";

let folder: string;
let files: FolderFiles;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "unmask-files-"));
  files = await FolderFiles.open(folder);
});
afterEach(() => rm(folder, { recursive: true }));

async function* content(...chunks: string[]) {
  for (const chunk of chunks) yield Buffer.from(chunk);
}
const about = { filename: "a.jsonl", purpose: "batch", tenant: "acme" } as const;

test("what is kept is found, listed newest first, read as it was, and gone once it is removed", async () => {
  const first = await (await files.receive(content("ab", "c"), 3)).keep(about);
  await new Promise((resolve) => setTimeout(resolve, 2));
  const second = await (await files.receive(content("d"), 3)).keep(about);
  expect(await files.find(first.id)).toMatchObject({ ...about, id: first.id, bytes: 3 });
  const listed: string[] = [];
  for await (const { id } of files.list()) listed.push(id);
  expect(listed).toEqual([second.id, first.id]);
  expect(await text(files.open(first.id))).toBe("abc");
  await files.remove(first.id);
  expect(await files.find(first.id)).toBeUndefined();
});

test("content that is too large, or breaks off, leaves nothing behind", async () => {
  await expect(files.receive(content("ab", "cd"), 3)).rejects.toMatchObject({
    code: "INVALID_ARGUMENT",
    field: "file",
  });
  const broken = (async function* () {
    yield Buffer.from("a");
    throw new Error("the connection broke");
  })();
  await expect(files.receive(broken, 3)).rejects.toThrow("broke");
  await (await files.receive(content("a"), 3)).drop();
  expect(await readdir(folder)).toEqual([]);
});

test("an id that is no file's leads nowhere", async () => {
  for (const id of ["../file-a", "file-../../etc/passwd", "", "batch_1", "file-", "file-x"]) {
    expect(await files.find(id)).toBeUndefined();
    await files.remove(id);
  }
});

test("an expired file is not there any more, and a sweep removes it with what dead processes left", async () => {
  const file = await (await files.receive(content("a"), 3)).keep({ ...about, expiresAtMs: Date.now() - 1 });
  expect(await files.find(file.id)).toBeUndefined();
  const kept = await (await files.receive(content("b"), 3)).keep(about);
  const [old, young] = [join(folder, "incoming-old"), join(folder, "incoming-young")];
  await Promise.all([writeFile(old, "x"), writeFile(young, "x")]);
  await utimes(old, 0, 0);
  await files.sweep(Date.now());
  expect((await readdir(folder)).sort()).toEqual([`${kept.id}.data`, `${kept.id}.json`, "incoming-young"].sort());
});
