import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileDownloadInfo } from "@huggingface/hub";
import { ServingError } from "@unmask/wire";
import { hubFailure, type RemoteFile, type Repository } from "./repository.js";

/** Times that a broken download goes on by itself, and the wait before each, milliseconds. */
const waitsMs = [200, 1000, 3000, 10_000];

/**
 * Fetches one file. What an earlier attempt left in `path`.part is kept and gone on from; the file appears under its name
 * when it is whole and its checksum is right.
 * @param onBytes told of every piece, and first of what was there already
 * @throws {ServingError} as the hub says; INTERNAL when the content is not what the listing promised
 */
export async function download(
  repository: Repository,
  file: RemoteFile,
  path: string,
  onBytes: (count: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const part = `${path}.part`;
  await mkdir(dirname(path), { recursive: true });
  const present = await sizeOf(part);
  if (present > file.size) await rm(part);
  else onBytes(present);
  const { id: repo, revision, hubUrl, token } = repository;
  for (let attempt = 0; (await sizeOf(part)) < file.size; attempt++) {
    try {
      const info = await fileDownloadInfo({
        repo,
        path: file.path,
        revision,
        hubUrl,
        ...(token && { accessToken: token }),
      });
      if (!info) throw new ServingError("NOT_FOUND", `${file.path} of ${repo} has gone; run the command again`);
      await fetchRest(info.url, token, part, onBytes, signal);
    } catch (error) {
      signal.throwIfAborted();
      const failure = hubFailure(error, repository);
      const waitMs = waitsMs[attempt];
      if (failure.code !== "UNAVAILABLE" || waitMs === undefined) throw failure;
      await sleep(waitMs, undefined, { signal });
    }
  }
  if ((await checksumOf(part, file, signal)) !== file.checksum.value) {
    await rm(part);
    const message = `${file.path} does not have the checksum ${file.checksum.value} that ${hubUrl} gives; it was removed: run the command again`;
    throw new ServingError("INTERNAL", message);
  }
  await rename(part, path);
}

/** Appends what `part` lacks. @throws when the connection breaks; what came is kept */
async function fetchRest(
  url: string,
  token: string | undefined,
  part: string,
  onBytes: (count: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const from = await sizeOf(part);
  // fetch leaves the authorization out where a redirect leads to another host.
  const headers = { range: `bytes=${from}-`, ...(token && { authorization: `Bearer ${token}` }) };
  const response = await fetch(url, { headers, signal });
  if (!response.ok || !response.body)
    throw Object.assign(new Error(`status ${response.status}`), { statusCode: response.status });
  // A server that knows no ranges sends all of it again.
  const output = await open(part, response.status === 206 ? "a" : "w");
  if (response.status !== 206) onBytes(-from);
  try {
    for await (const piece of response.body) {
      await output.appendFile(piece);
      onBytes(piece.length);
    }
    await output.sync();
  } finally {
    await output.close();
  }
}

async function checksumOf(path: string, { size, checksum }: RemoteFile, signal: AbortSignal): Promise<string> {
  const hash: Hash = createHash(checksum.kind === "sha256" ? "sha256" : "sha1");
  if (checksum.kind === "git") hash.update(`blob ${size}\0`);
  for await (const piece of createReadStream(path, { signal })) hash.update(piece);
  return hash.digest("hex");
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}
