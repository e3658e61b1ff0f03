import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { childModule } from "./child-module.js";

test("from the sources, the child is TypeScript and gets the loader and the condition", () => {
  const { path, execArgv } = childModule(import.meta.url, "./log");
  expect(path.endsWith("/log.ts")).toBe(true);
  expect(existsSync(path)).toBe(true);
  expect(execArgv[0]).toBe("--import");
  expect(existsSync(fileURLToPath(execArgv[1]!))).toBe(true);
  expect(execArgv[2]).toBe("--conditions=@unmask/source");
});

test("from dist, the child is the JavaScript beside its caller, with no options", () => {
  expect(childModule("file:///app/dist/engine.js", "./engine-main")).toEqual({
    path: "/app/dist/engine-main.js",
    execArgv: [],
  });
});
