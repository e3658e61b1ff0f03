import { join } from "node:path";
import type { GenerationQueue } from "@unmask/queue";
import type { Logger } from "@unmask/runtime";
import type { FileStore } from "../files/file-store.js";
import { FolderFiles } from "../files/folder-files.js";
import { TenantSpace } from "../files/tenant-space.js";
import { generateEndpoint } from "../generate-endpoint.js";
import type { Generation } from "../generation.js";
import { infillEndpoint } from "../infill-route.js";
import { chatEndpoint, completionEndpoint } from "../openai/endpoint.js";
import { BatchStore } from "./batch-store.js";
import { Batches } from "./batches.js";
import type { BatchJob } from "./runner.js";

export interface BatchConfig {
  /** Where files and batches are kept; gateways of one cluster share it. Made where it is missing. */
  readonly folder: string;
  readonly queue: GenerationQueue;
  readonly generation: Generation;
  readonly maxLineBytes: number;
  /** What a tenant's files may have together, bytes. */
  readonly tenantFileBytes: number;
  /** Of a tenant, that have not ended. */
  readonly tenantBatches: number;
  readonly leaving: AbortSignal;
  readonly log: Logger;
}

/** Lines of a batch whose jobs are in the queue at once: enough to fill the batches of several workers. */
const window = 128;

export async function openBatches(
  config: BatchConfig,
): Promise<{ batches: Batches; files: FileStore; space: TenantSpace }> {
  const { folder, queue, generation } = config;
  const [files, store] = await Promise.all([
    FolderFiles.open(join(folder, "files")),
    BatchStore.open(join(folder, "batches")),
  ]);
  const space = new TenantSpace(files, config.tenantFileBytes);
  const endpoints = [
    chatEndpoint(generation),
    completionEndpoint(generation),
    generateEndpoint(generation),
    infillEndpoint(generation),
  ];
  const batches = new Batches({
    ...config,
    queue: await queue.sibling<BatchJob, null, never>("unmask-batch"),
    files,
    space,
    store,
    endpoints,
    window,
  });
  return { batches, files, space };
}
