import fc from "fast-check";
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

/** What forges lines, moves cursors, hides text or ends JSON; and anything else. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "\n",
        "\r",
        "\u001b[2J\u001b[31m",
        "\u009b2J",
        "\u0007",
        "\b",
        "\u0000",
        "\u007f",
        "\u2028",
        "\u202e",
      ),
      fc.constantFrom(
        '"}\n{"level":"error","msg":"forged"}',
        '" msg=forged',
        "12:00:00.000 error forged",
        "=",
        " ",
        "\\",
      ),
      fc.string({ unit: "binary", maxLength: 12 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""));
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
const acted = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/;

test("whatever the fields hold, an entry is one line without a character that a terminal acts on", () => {
  fc.assert(
    fc.property(hostile, hostile, hostile, (text, message, code) => {
      const err = Object.assign(new Error(message), { code });
      const json = lines({ level: "info" });
      json.log.warn({ text, list: [text], deep: { [text]: text }, err }, "step failed");
      expect(json.written).toHaveLength(1);
      expect(json.written[0]).toMatch(/^\{[^\n]*\}\n$/);
      expect(json.written[0]).not.toMatch(acted);
      // What is in a field stays in it.
      const entry = JSON.parse(json.written[0]!);
      expect(entry).toMatchObject({ level: "warn", msg: "step failed", text, list: [text], err: { message, code } });

      const pretty = lines({ level: "info", pretty: true });
      pretty.log.warn({ text, err }, "step failed");
      expect(pretty.written).toHaveLength(1);
      expect(pretty.written[0]).toMatch(/^\d\d:\d\d:\d\d\.\d{3} warn {2}step failed {2}text=[^\n]*\n$/);
      expect(pretty.written[0]).not.toMatch(acted);
      // A value that could be read as several fields is quoted.
      const bare = /text=([^"\s]\S*)? error=/.exec(pretty.written[0]!);
      if (bare?.[1]) expect(bare[1]).not.toContain("=");
    }),
    { numRuns: 500 },
  );
});

test("the lines of a stack are indented, so that none of them looks like an entry", () => {
  fc.assert(
    fc.property(hostile, (message) => {
      const { log, written } = lines({ level: "debug", pretty: true });
      log.error({ err: new Error(message) }, "step failed");
      const [first, ...others] = written.join("").trimEnd().split("\n");
      expect(first).toMatch(/ error step failed {2}error=/);
      for (const line of others) expect(line).toMatch(/^ {4}/);
      expect(written.join("")).not.toMatch(acted);
    }),
  );
});
