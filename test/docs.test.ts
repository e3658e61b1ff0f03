import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { UnmaskClient } from "@unmask/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort, hasRedisServer } from "../packages/queue/src/testing/redis-server.js";
import { type Served, serve } from "./support/serve.js";

/** The commands of the guides, as they stand there but for ports and a model that is not here. */

const root = fileURLToPath(new URL("..", import.meta.url));
const cli = `node ${join(root, "packages/cli/bin/unmask.js")}`;

/** Blocks of a shell, and in blocks that show a terminal, the lines behind its prompt. */
async function commandsOf(page: string): Promise<string[]> {
  const text = await readFile(join(root, page), "utf8");
  const blocks = [...text.matchAll(/^```(?:sh)?\n([\s\S]*?)^```$/gm)].map(([block, content]) =>
    block.startsWith("```sh")
      ? content!.trim().replaceAll("\\\n", " ").split("\n")
      : [...content!.matchAll(/^\$ (.*)$/gm)].map(([, line]) => line),
  );
  return blocks.flat() as string[];
}

/** What ends by itself and needs nothing but the server that runs: no hub, and no benchmark, which takes minutes. */
const isRun = (command: string) => !/^npm |um-…|\/path\/to|unmask serve|unmask pull|^node .* bench\//.test(command);

const pages = [
  "README.md",
  "docs/getting-started.md",
  "docs/scoring.md",
  "docs/decoding.md",
  "docs/access.md",
  "docs/models.md",
  "docs/serve-llada-8b.md",
];
/** Pages whose commands are not run here, and why. test/pages.test.ts holds their commands, flags and files against the code. */
const others: Readonly<Record<string, string>> = {
  "docs/operate.md": "has a test of its own below",
  "docs/conformance.md": "a benchmark with ten thousand streams",
  "docs/reliability.md": "chaos and soak take minutes; test/chaos runs short ones",
  "training/GPU.md": "needs a GPU and PyTorch",
  "training/README.md": "needs PyTorch, and hours",
  "models/pebble/README.md": "needs PyTorch",
};
const asks = (
  await Promise.all(pages.map(async (page) => (await commandsOf(page)).map((line) => [page, line])))
).flat();

test("no page with commands is left out", async () => {
  const { stdout } = spawnSync("git", ["ls-files", "*.md"], { cwd: root, encoding: "utf8" });
  const all = stdout.split("\n").filter(Boolean);
  const commands = await Promise.all(all.map(commandsOf));
  const withCommands = all.filter((_, i) => commands[i]!.length > 0);
  expect(withCommands.filter((page) => !pages.includes(page) && !(page in others))).toEqual([]);
});

describe("with a server", () => {
  let folder: string;
  let served: Served;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "unmask-docs-"));
    served = await serve(join(folder, "data"));
  });
  afterAll(async () => {
    await served?.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  });

  test("getting started begins with installing and starting", async () => {
    // They are how this test came to run, and what it starts itself.
    expect((await commandsOf("docs/getting-started.md")).slice(0, 2)).toEqual(["npm ci", "npm start"]);
    expect(JSON.parse(await readFile(join(root, "package.json"), "utf8")).scripts.start).toContain("unmask serve");
  });

  test.each(asks.filter(([, command]) => isRun(command!)))("%s: %s", (_, command) => {
    const here = command!
      .replace("127.0.0.1:8080", served.http)
      .replace(/(?:npx )?\bunmask (?=\w)/, `${cli} `)
      .replace("/srv/LLaDA-8B-Instruct", join(root, "models/pebble"))
      // What a pull would have left.
      .replace(/(?<=convert )LLaDA-8B-Instruct/, `${join(root, "models/pebble")} --out LLaDA-8B-Instruct-int8`)
      .replaceAll(/(?<= )(models|test)\/(?=\S)/g, (path) => join(root, path));
    const { status, stdout, stderr } = spawnSync("bash", ["-eo", "pipefail", "-c", here], {
      cwd: folder,
      env: {
        ...process.env,
        UNMASK_SERVER: served.grpc,
        UNMASK_DATA: join(folder, "doctor"),
        // The doctor's own; the server has its ports.
        UNMASK_GRPC: "127.0.0.1:0",
        UNMASK_HTTP: "127.0.0.1:0",
      },
      encoding: "utf8",
    });
    expect(stderr).not.toMatch(/error/i);
    expect(stdout).not.toBe("");
    expect(status).toBe(0);
  });
});

const skipped = hasRedisServer ? "" : " (skipped: no redis-server on PATH)";
describe.skipIf(!hasRedisServer)(`docs/operate.md${skipped}`, () => {
  let folder: string;
  const started: ChildProcess[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "unmask-operate-"));
  });
  afterAll(async () => {
    for (const child of started) {
      if (child.exitCode !== null) continue;
      const exit = once(child, "exit");
      child.kill("SIGKILL");
      await exit;
    }
    await rm(folder, { recursive: true, force: true });
  });

  test("its four commands, in their order, are a cluster that answers", async () => {
    const commands = (await commandsOf("docs/operate.md")).slice(0, 4);
    const [redis, grpc, workers] = await Promise.all([freePort(), freePort(), freePort()]);
    const env = {
      ...process.env,
      UNMASK_GRPC: `127.0.0.1:${grpc}`,
      UNMASK_HTTP: "127.0.0.1:0",
      UNMASK_SCHEDULER_LISTEN: `127.0.0.1:${workers}`,
      UNMASK_SCHEDULERS: `127.0.0.1:${workers}`,
      UNMASK_METRICS: "127.0.0.1:0",
    };
    for (const command of commands) {
      const here = command
        .replace("6379", `${redis}`)
        .replace("npx unmask", `exec ${cli}`)
        .replace(/^redis-server/, `exec redis-server --dir ${folder}`)
        .replace("models/pebble", join(root, "models/pebble"));
      const child = spawn("bash", ["-c", here], { env, stdio: ["ignore", "pipe", "pipe"] });
      started.push(child);
      // Each says something once it is up; the next one needs it.
      await Promise.race([once(child.stdout!, "data"), once(child.stderr!, "data")]);
    }
    const client = new UnmaskClient({ address: `127.0.0.1:${grpc}`, retries: 20 });
    const { tokenIds } = await client.generate({ prompt: "Tom has 3 marbles.", params: { genLength: 32 } });
    client.close();
    expect(tokenIds.length).toBeGreaterThan(0);
    for (const child of started) expect(child.exitCode).toBeNull();
  });
});

/** What this project's code says, without what it quotes from elsewhere. */
async function sources(): Promise<string> {
  const files = spawnSync("git", ["ls-files", "packages/*.ts", "packages/*.js", "services/*.ts"], { cwd: root });
  const paths = files.stdout
    .toString()
    .split("\n")
    .filter((path) => path && !path.includes(".test."));
  return (await Promise.all(paths.map((path) => readFile(join(root, path), "utf8")))).join("\n");
}

test("every message that docs/troubleshooting.md explains is one that the code says", async () => {
  const page = await readFile(join(root, "docs/troubleshooting.md"), "utf8");
  // The first column, but for settings, metrics, paths and codes.
  const shown = [...page.matchAll(/^\| (.*?) \| /gm)].flatMap(([, cell]) => [...cell!.matchAll(/`([^`]+)`/g)]);
  const said = await sources();
  const pieces = shown
    .flatMap(([, quoted]) => quoted!.split("…"))
    .map((piece) => piece.replace(/^[\s:(]+|[\s:(,]+$/g, ""))
    .filter((piece) => piece.includes(" "));
  expect(pieces.length).toBeGreaterThan(40);
  expect(pieces.filter((piece) => !said.includes(piece))).toEqual([]);
});
