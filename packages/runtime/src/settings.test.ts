import { ServingError } from "@unmask/wire";
import { expect, test } from "vitest";
import {
  addressSetting,
  choiceSetting,
  integerSetting,
  readSettings,
  redisUrlSetting,
  shareSetting,
} from "./settings.js";

const shape = {
  UNMASK_GRPC: addressSetting().default("127.0.0.1:50051"),
  UNMASK_THREADS: integerSetting(1, 256).optional(),
  UNMASK_LOG_LEVEL: choiceSetting(["info", "debug"]).default("info"),
  REDIS_URL: redisUrlSetting().optional(),
};

test("what is not set, or empty, has its default", () => {
  expect(readSettings(shape, { UNMASK_THREADS: "", PATH: "/bin" })).toEqual({
    UNMASK_GRPC: "127.0.0.1:50051",
    UNMASK_LOG_LEVEL: "info",
  });
});

test("what is set is read as its type", () => {
  const env = { UNMASK_GRPC: "[::1]:0", UNMASK_THREADS: "4", REDIS_URL: "redis://127.0.0.1:6379" };
  expect(readSettings(shape, env)).toEqual({ ...env, UNMASK_THREADS: 4, UNMASK_LOG_LEVEL: "info" });
});

test("all problems come together, each with its variable, value and what is allowed", () => {
  const env = { UNMASK_GRPC: "localhost", UNMASK_THREADS: "many", UNMASK_LOG_LEVEL: "loud", REDIS_URL: "http://x" };
  const read = () => readSettings(shape, env);
  expect(read).toThrow(ServingError);
  expect(read).toThrow(
    'UNMASK_GRPC must be HOST:PORT with a port from 0 to 65535, such as 127.0.0.1:8080, got "localhost"; ' +
      'UNMASK_THREADS must be a whole number from 1 to 256, got "many"; ' +
      'UNMASK_LOG_LEVEL must be one of info, debug, got "loud"; ' +
      'REDIS_URL must be redis://HOST:PORT or rediss://HOST:PORT, got "http://x"',
  );
});

test.each(["127.0.0.1:65536", "127.0.0.1:", ":80", "http://localhost:80", "::1:80"])("%s is no address", (text) => {
  expect(() => readSettings(shape, { UNMASK_GRPC: text })).toThrow("UNMASK_GRPC");
});

test("a share is a number from 0 to 1", () => {
  const read = (text: string) => readSettings({ SHARE: shareSetting() }, { SHARE: text }).SHARE;
  expect(["0", "0.25", ".5", "1"].map(read)).toEqual([0, 0.25, 0.5, 1]);
  for (const text of ["1.1", "-1", "half", "1e-2", "NaN"])
    expect(() => read(text)).toThrow("SHARE must be a number from 0 to 1");
});

test("a variable without a default must be set", () => {
  expect(() => readSettings({ UNMASK_SCHEDULER: addressSetting() }, {})).toThrow("UNMASK_SCHEDULER must be set");
});
