import { spawnSync } from "node:child_process";

/**
 * Whether a program that some tests need is there. CI sets REQUIRE_PROGRAMS, and then a missing one fails the tests
 * instead of skipping them.
 */
export function hasProgram(name: string, versionArgument = "--version"): boolean {
  const found = spawnSync(name, [versionArgument]).status === 0;
  if (!found && process.env.REQUIRE_PROGRAMS) throw new Error(`REQUIRE_PROGRAMS is set, and ${name} is not on PATH`);
  return found;
}
