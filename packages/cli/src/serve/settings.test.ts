import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { serveSettings } from "./settings.js";

const io = (env: Record<string, string>) => {
  const stream = new PassThrough();
  return { env, stdin: stream, stdout: stream, stderr: stream };
};

test("without anything said, the shipped model is served on the loopback addresses", () => {
  const settings = serveSettings({}, io({}));
  expect(settings).toMatchObject({
    dataDir: resolve(".unmask"),
    grpcAddress: "127.0.0.1:50051",
    httpAddress: "127.0.0.1:8080",
    redisUrl: undefined,
    workers: 1,
    logLevel: "warn",
  });
  expect(settings.threads).toBeGreaterThanOrEqual(1);
  expect(existsSync(join(settings.modelFolder, "config.json"))).toBe(true);
});

test("a flag wins over its variable, and that over the default", () => {
  const env = { UNMASK_GRPC: "0.0.0.0:1000", UNMASK_HTTP: "0.0.0.0:2000", UNMASK_THREADS: "3" };
  expect(serveSettings({ grpc: "127.0.0.1:0" }, io(env))).toMatchObject({
    grpcAddress: "127.0.0.1:0",
    httpAddress: "0.0.0.0:2000",
    threads: 3,
  });
});

test("more workers than cores still get a thread each", () => {
  expect(serveSettings({ workers: 64 }, io({})).threads).toBeGreaterThanOrEqual(1);
});

test("bad variables are named together", () => {
  expect(() => serveSettings({}, io({ UNMASK_WORKERS: "no", UNMASK_GRPC: "here" }))).toThrow(
    /UNMASK_GRPC must be HOST:PORT.*; UNMASK_WORKERS must be a whole number from 1 to 64, got "no"/,
  );
});
