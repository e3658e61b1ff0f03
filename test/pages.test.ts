import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { run } from "@unmask/cli";
import { definitions, type MetricDefinition } from "@unmask/runtime";
import { expect, test } from "vitest";

/** What every page of the project says can be followed: its links, its commands and their flags, its paths and metrics. */

const root = fileURLToPath(new URL("..", import.meta.url));
const listed = spawnSync("git", ["ls-files", "*.md"], { cwd: root, encoding: "utf8" }).stdout.split("\n");
const pages = new Map(listed.filter(Boolean).map((page) => [page, readFileSync(join(root, page), "utf8")]));

const fences = /^```(\w*)\n([\s\S]*?)^```$/gm;

/** As GitHub names a heading's anchor. */
function slug(heading: string): string {
  return heading
    .replace(/`/g, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

function anchors(page: string): Set<string> {
  const prose = pages.get(page)!.replace(fences, "");
  return new Set([...prose.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => slug(heading!)));
}

test.each([...pages.keys()])("%s: its links lead somewhere", (page) => {
  const prose = pages.get(page)!.replace(fences, "");
  const broken = [...prose.matchAll(/\]\((?!\w+:)([^)#]*)(?:#([^)]*))?\)/g)].filter(([, path, anchor]) => {
    const target = path === "" ? page : normalize(join(dirname(page), path!));
    if (!existsSync(join(root, target))) return true;
    return anchor !== undefined && pages.has(target) && !anchors(target).has(anchor);
  });
  expect(broken.map(([link]) => link)).toEqual([]);
});

/** Everything that is set as code. */
function codeOf(page: string): string[] {
  const source = pages.get(page)!;
  const inline = [...source.replace(fences, "").matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!);
  return [...[...source.matchAll(fences)].map(([, , code]) => code!), ...inline];
}

const helps = new Map<string, Promise<string | undefined>>();

/** @returns undefined for a command that there is not */
function helpOf(words: readonly string[]): Promise<string | undefined> {
  const name = words.join(" ");
  const asked = async () => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const code = await run([...words, "--help"], { env: {}, stdin: Readable.from([]), stdout, stderr });
    stdout.end();
    const help = await text(stdout);
    return code === 0 && help.startsWith(`Usage: unmask ${name}`) ? help : undefined;
  };
  const known = helps.get(name) ?? asked();
  helps.set(name, known);
  return known;
}

const withSubcommands = new Set(["jobs", "batch", "keys", "bench"]);

test.each([...pages.keys()])("%s: the commands that it names exist, with their flags", async (page) => {
  const wrong: string[] = [];
  const lines = codeOf(page).flatMap((code) => code.replaceAll("\\\n", " ").split("\n"));
  for (const [line, first, rest = ""] of lines.flatMap((line) => [
    ...line.matchAll(/(?<![\w./"-])unmask ([a-z]+)((?: [^|;&#]*)?)/g),
  ])) {
    const second = withSubcommands.has(first!) ? /^ ([a-z]+)/.exec(rest)?.[1] : undefined;
    const help = await helpOf(second ? [first!, second] : [first!]);
    if (help === undefined) {
      wrong.push(line);
      continue;
    }
    const flags = [...rest.replace(/"[^"]*"|'[^']*'/g, "").matchAll(/(?<=\s)--([a-z][a-z-]+)/g)].map(
      ([, flag]) => flag!,
    );
    const isKnown = (flag: string) => help.includes(`--${flag}`) || help.includes(`--no-${flag}`);
    wrong.push(...flags.filter((flag) => flag !== "help" && !isKnown(flag)).map((flag) => `${line}: --${flag}`));
  }
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object };
  for (const [said, script] of lines.flatMap((line) => [...line.matchAll(/npm run ([\w:]+)/g)]))
    if (!(script! in scripts)) wrong.push(said);
  expect(wrong).toEqual([]);
});

const tracked = spawnSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).stdout.split("\n");
const testFiles = new Set(tracked.filter((path) => path.endsWith(".test.ts")).map((path) => basename(path)));
const folders = /(?<![\w./-])(?:bench|deploy|docs|examples|models|packages|proto|services|test|training)\/[\w./-]*\w/g;

test.each([...pages.keys()])("%s: the files that it names are there", (page) => {
  const named = codeOf(page).flatMap((code) => [...code.matchAll(folders)].map(([path]) => path));
  const missing = named.filter((path) => !existsSync(join(root, path)) && !existsSync(join(root, dirname(page), path)));
  const tests = codeOf(page).filter((code) => /^[\w-]+\.test\.ts$/.test(code) && !testFiles.has(code));
  expect([...missing, ...tests]).toEqual([]);
});

const metrics = new Set(
  Object.values<MetricDefinition>(definitions).flatMap(({ name, kind }) =>
    kind === "histogram" ? [name, ...["bucket", "sum", "count"].map((part) => `${name}_${part}`)] : [name],
  ),
);

test.each([...pages.keys(), "deploy/helm/unmask/templates/autoscaling.yaml"])("%s: its metrics are some", (page) => {
  const code = pages.has(page) ? codeOf(page).join("\n") : readFileSync(join(root, page), "utf8");
  const named = [...code.matchAll(/(?<![\w/.])unmask_[a-z_]+[a-z]/g)].map(([name]) => name);
  expect(named.filter((name) => !metrics.has(name))).toEqual([]);
});
