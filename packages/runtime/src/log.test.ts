import { expect, test } from "vitest";
import { createLogger, type LogOptions } from "./log.js";

function lines(options: Omit<LogOptions, "write">) {
  const written: string[] = [];
  return { log: createLogger({ ...options, write: (line) => written.push(line) }), written };
}

test("a line is JSON with the level's name, the phrase and its fields", () => {
  const { log, written } = lines({ level: "info" });
  log.info({ sequenceId: "s1", step: 3 }, "step committed");
  log.debug("not shown");
  expect(written).toHaveLength(1);
  expect(JSON.parse(written[0]!)).toMatchObject({ level: "info", msg: "step committed", sequenceId: "s1", step: 3 });
});

test("a pretty line is one line for people", () => {
  const { log, written } = lines({ level: "info", pretty: true });
  log.warn({ workerId: "w1", text: "two words", err: new Error("gone") }, "worker lost");
  expect(written).toHaveLength(1);
  expect(written[0]).toMatch(
    /^\d\d:\d\d:\d\d\.\d{3} warn {2}worker lost {2}workerId=w1 text="two words" error=gone\n$/,
  );
});

test("an error's stack is shown at debug only", () => {
  const info = lines({ level: "info" });
  info.log.error({ err: new TypeError("broken") }, "step failed");
  expect(JSON.parse(info.written[0]!).err).toEqual({ type: "TypeError", message: "broken" });

  const debug = lines({ level: "debug", pretty: true });
  debug.log.error({ err: new TypeError("broken") }, "step failed");
  expect(debug.written[0]).toContain("log.test.ts");
});
