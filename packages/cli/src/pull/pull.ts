import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { download } from "./download.js";
import { filesToPull, type RemoteFile, type Repository } from "./repository.js";

export interface PullProgress {
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

/** What a finished pull leaves behind, so that the next one knows it. */
const RECORD = ".unmask-pull.json";

/**
 * Fetches a checkpoint into a folder: real files, checksums verified, going on where an earlier attempt ended.
 * @param folder made where it is missing
 * @returns whether anything was fetched: a second run finds its own result and does nothing
 * @throws {ServingError} see filesToPull and download
 */
export async function pull(
  repository: Repository,
  folder: string,
  onProgress: (progress: PullProgress) => void,
  signal: AbortSignal,
): Promise<{ fetched: boolean }> {
  const files = await filesToPull(repository);
  const record = JSON.stringify({ repository: repository.id, revision: repository.revision, files }, null, 2);
  const before = await readFile(join(folder, RECORD), "utf8").catch(() => "");
  const known = new Set<string>(before === "" ? [] : verified(before));
  const bytesTotal = files.reduce((sum, { size }) => sum + size, 0);
  let bytesDone = 0;
  let fetched = false;
  for (const file of files) {
    const path = join(folder, file.path);
    const add = (count: number) => {
      bytesDone += count;
      onProgress({ bytesDone, bytesTotal });
    };
    const there = known.has(key(file)) && (await stat(path).catch(() => undefined))?.size === file.size;
    if (there) add(file.size);
    else {
      await download(repository, file, path, add, signal);
      known.add(key(file));
      fetched = true;
      // After each file: an interrupted pull need not verify again what it has.
      const done = files.filter((one) => known.has(key(one)));
      await writeFile(join(folder, RECORD), `${JSON.stringify({ ...JSON.parse(record), files: done }, null, 2)}\n`);
    }
  }
  return { fetched };
}

function key({ path, checksum }: RemoteFile): string {
  return `${path} ${checksum.value}`;
}

/** A record that cannot be read says nothing. */
function verified(record: string): string[] {
  try {
    return (JSON.parse(record) as { files: RemoteFile[] }).files.map(key);
  } catch {
    return [];
  }
}
