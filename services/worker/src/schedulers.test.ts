import { createLogger } from "@unmask/runtime";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Attachment } from "./attach.js";
import { attachToSchedulers } from "./schedulers.js";

const log = createLogger({ level: "silent" });
const everyMs = 1000;
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function schedulersOf(addresses: readonly string[], resolve: (host: string) => Promise<readonly string[]>) {
  const streams = new Map<string, { isAttached: boolean; name: string | undefined }>();
  const attach = (address: string, name?: string): Attachment => {
    const stream = { isAttached: true, name, close: () => void streams.delete(address) };
    streams.set(address, stream);
    return stream;
  };
  const all = attachToSchedulers({ addresses, attach, log, resolve, everyMs });
  return { all, streams, attachedTo: () => [...streams.keys()].sort() };
}

test("a name stands for every address that it has, and for those that it gets later", async () => {
  let known = ["10.0.0.1", "10.0.0.2"];
  const { all, streams, attachedTo } = schedulersOf(["schedulers:50052", "192.0.2.9:50052"], async () => known);
  await vi.advanceTimersByTimeAsync(0);
  expect(attachedTo()).toEqual(["10.0.0.1:50052", "10.0.0.2:50052", "192.0.2.9:50052"]);
  expect(streams.get("10.0.0.1:50052")?.name).toBe("schedulers");
  expect(streams.get("192.0.2.9:50052")?.name).toBeUndefined();
  known = ["10.0.0.2", "fd00::3"];
  await vi.advanceTimersByTimeAsync(everyMs);
  // The first still has work for its workers.
  expect(attachedTo()).toEqual(["10.0.0.1:50052", "10.0.0.2:50052", "192.0.2.9:50052", "[fd00::3]:50052"]);
  streams.get("10.0.0.1:50052")!.isAttached = false;
  await vi.advanceTimersByTimeAsync(everyMs);
  expect(attachedTo()).toEqual(["10.0.0.2:50052", "192.0.2.9:50052", "[fd00::3]:50052"]);
  all.close();
  expect(attachedTo()).toEqual([]);
});

test("while a name cannot be looked up, what is known stays", async () => {
  const resolve = vi.fn(async () => ["10.0.0.1"]);
  const { all, streams, attachedTo } = schedulersOf(["schedulers:1"], resolve);
  await vi.advanceTimersByTimeAsync(0);
  resolve.mockRejectedValue(new Error("no answer"));
  streams.get("10.0.0.1:1")!.isAttached = false;
  await vi.advanceTimersByTimeAsync(3 * everyMs);
  expect(attachedTo()).toEqual(["10.0.0.1:1"]);
  expect(all.isAttached).toBe(false);
  resolve.mockResolvedValue(["10.0.0.2"]);
  await vi.advanceTimersByTimeAsync(everyMs);
  expect(attachedTo()).toEqual(["10.0.0.2:1"]);
  all.close();
});

test("addresses are not looked up", async () => {
  const resolve = vi.fn(async () => []);
  const { all, attachedTo } = schedulersOf(["127.0.0.1:5", "[::1]:6"], resolve);
  await vi.advanceTimersByTimeAsync(10 * everyMs);
  expect(attachedTo()).toEqual(["127.0.0.1:5", "[::1]:6"]);
  expect(resolve).not.toHaveBeenCalled();
  all.close();
});
