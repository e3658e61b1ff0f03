#!/usr/bin/env node
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const main = new URL("../dist/main.js", import.meta.url);

// The first command after `npm ci` compiles the project: install scripts are off (.npmrc), so npm cannot do it.
if (!existsSync(main)) {
  process.stderr.write("building Unmask, once…\n");
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const { status } = spawnSync(process.execPath, [tsc, "-b", root], { stdio: ["ignore", 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}
await import(main.href);
