import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { hasProgram } from "./support/programs.js";
import { type Served, serve, UnmaskProcess } from "./support/serve.js";

interface Seen {
  readonly fewest: number;
}

/** The page in a real browser, against a live cluster with the shipped model. */

const hasChromium = hasProgram("chromium");
const skipped = hasChromium ? "" : " (skipped: no chromium on PATH)";

describe.skipIf(!hasChromium)(`the playground${skipped}`, () => {
  let folder: string;
  let served: Served;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "unmask-playground-"));
    served = await serve(join(folder, "data"));
    const quiet = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
    browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", ...quiet] });
  });
  afterAll(async () => {
    await browser?.close();
    await served?.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    complaints = [];
    page = await browser.newPage();
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(`http://${served.http}/`);
  });
  afterEach(async () => {
    await page.close();
    expect(complaints).toEqual([]);
  });

  const done = (count = 1) =>
    page.waitForFunction((n) => document.querySelectorAll("[data-phase=done]").length === n, count);
  const figure = (pane: number, name: string) =>
    page.locator(".pane").nth(pane).locator(`.cost div:has(dt:text-is("${name}")) dd`).textContent();

  test("an answer unmasks, and its steps can be played again", async () => {
    await page.getByRole("button", { name: "Unmask", exact: true }).click();
    await done();
    expect(await page.getByRole("status").textContent()).toMatch(/^Answer: \w+/);
    const slider = page.getByLabel("step shown");
    const steps = Number(await slider.getAttribute("max"));
    expect(steps).toBeGreaterThan(1);
    expect(await page.locator(".canvas .token").count()).toBeGreaterThan(steps);
    await slider.fill("0");
    expect(await page.locator(".canvas .token").count()).toBe(0);
    expect(await page.locator(".canvas .mask").count()).toBeGreaterThan(30);
    await slider.fill("1");
    expect(await page.locator(".canvas .token").first().getAttribute("title")).toMatch(/^step 1 · \d+ % sure/);
  });

  test("the paper's demos are a click away, and the one with a second turn goes on", async () => {
    const choose = (name: string) => page.getByRole("button", { name, exact: true }).click();
    const unmask = async (result: string) => {
      await choose("Unmask");
      await page.locator(".canvas", { hasText: result }).waitFor();
      await done();
    };
    await choose("clips, and on");
    await unmask("The final result is 72.");
    await choose("Ask on");
    await choose("and in June?");
    await unmask("The final result is 144.");
    expect(await page.locator(".turns li").count()).toBe(2);
    await choose("Forget");
    await choose("result before its working");
    expect(await page.getByLabel("Block").inputValue()).toBe("64");
    await unmask("The final result is 52.");
    // What it brought goes with it.
    await choose("sort");
    expect(await page.getByLabel("Block").inputValue()).toBe("");
    await unmask("7, 18, 30, 42, 65, 93.");
    await choose("French");
    await unmask("La maison est grande.");
  });

  test("two settings are compared side by side, each with what it cost", async () => {
    await page.getByLabel("compare two settings").check();
    await page.getByRole("button", { name: "Unmask", exact: true }).click();
    await done(2);
    const [adaptive, reference] = await Promise.all([figure(0, "forwards"), figure(1, "forwards")]);
    expect(Number(reference)).toBe(64);
    expect(Number(adaptive)).toBeLessThan(64);
    expect(await page.getByRole("note").textContent()).toMatch(/^A needs \d+\.\d × fewer forwards/);
  });

  test("guesses for masks are shown where they are asked for, and never for what is decided", async () => {
    await page.getByLabel("Strategy").selectOption("low_confidence");
    for (const field of ["Length", "Block", "Steps"]) await page.getByLabel(field).fill("32");
    await page.getByRole("button", { name: "Unmask", exact: true }).click();
    await done();
    await page.getByLabel("step shown").fill("9");
    expect(await page.locator(".canvas .guess").count()).toBe(0);
    await page.getByLabel("show guesses").check();
    // It is asked again, for them.
    const guesses = async () => {
      // What a watcher gets first may be no step's own frame.
      await page.getByLabel("step shown").fill("9");
      return page.locator(".canvas .guess").count();
    };
    await expect.poll(guesses, { timeout: 10_000 }).toBeGreaterThan(0);
    expect(await page.locator(".canvas .guess").first().getAttribute("title")).toMatch(/^a guess, \d+ % sure/);
    await done();
    await page.getByLabel("step shown").fill((await page.getByLabel("step shown").getAttribute("max"))!);
    expect(await page.locator(".canvas .token[role=button]").count()).toBeGreaterThan(0);
  });

  test("a setting that changes has its answer asked for again", async () => {
    await page.getByRole("button", { name: "Unmask", exact: true }).click();
    await done();
    await page.getByLabel("Length").fill("32");
    await page.waitForFunction(() => document.querySelectorAll(".canvas > span").length === 32);
    await page.getByLabel("Strategy").selectOption("threshold");
    await page.getByRole("spinbutton", { name: "Threshold" }).fill("0.5");
    await page.getByLabel("Strategy").selectOption("low_confidence");
    // What only the other strategy reads went with it, so nothing is refused.
    await page.locator('.cost div:has(dt:text-is("steps"))').waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  test("a setting that cannot be is refused in the server's words", async () => {
    await page.getByLabel("Temperature").fill("-1");
    await page.getByRole("button", { name: "Unmask", exact: true }).click();
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").textContent()).toBe("temperature must be between 0 and 100, got -1");
    complaints = complaints.filter((text) => !text.includes("400"));
  });

  test("where several models are served, the one that is chosen is asked", async () => {
    await page.route("**/v1/models", async (route) => {
      const response = await route.fetch();
      const { data } = await response.json();
      await route.fulfill({ response, json: { data: [...data, { ...data[0], id: "boulder" }] } });
    });
    await page.reload();
    await page.getByRole("combobox", { name: "Model", exact: true }).selectOption("boulder");
    await page.getByRole("button", { name: "Unmask", exact: true }).click();
    expect(await page.getByRole("alert").textContent()).toMatch(/^model "boulder" is not served here/);
    await page.getByRole("combobox", { name: "Model", exact: true }).selectOption("pebble");
    await page.getByRole("button", { name: "Unmask", exact: true }).click();
    await done();
    complaints = complaints.filter((text) => !text.includes("404"));
  });

  test("a server that goes away in the middle of an answer is said to have, and what was there stays", async () => {
    const lost = await serve(join(folder, "lost"));
    await page.goto(`http://${lost.http}/`);
    await page.getByLabel("Strategy").selectOption("low_confidence");
    for (const field of ["Length", "Block", "Steps"]) await page.getByLabel(field).fill("256");
    await page.getByRole("button", { name: "Unmask", exact: true }).click();
    await page.locator(".canvas .token").first().waitFor();
    await lost.kill("SIGKILL");
    await page.getByText("the connection ended before the answer did").waitFor();
    expect(await page.locator(".canvas .token").count()).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Unmask", exact: true }).click();
    await page.getByText("the server cannot be reached").waitFor();
    complaints = [];
  });

  test("the keyboard is enough: write, Ctrl+Enter, ask on", async () => {
    await page.getByLabel("Prompt").fill("Tom has 3 pens and buys 4 more. How many pens does he have now?");
    await page.keyboard.press("Control+Enter");
    await done();
    await page.getByRole("button", { name: "Ask on" }).press("Enter");
    expect(await page.locator(".turns li").allTextContents()).toHaveLength(2);
    expect(await page.getByLabel("Prompt").inputValue()).toBe("");
  });

  test("tokens of an answer are opened by click and by key, and filled again while the others stay", async () => {
    await page.getByRole("button", { name: "Unmask", exact: true }).click();
    await done();
    const before = await page.locator(".canvas .token[role=button]").allTextContents();
    await page.locator(".canvas .token[role=button]").nth(3).click();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press(" ");
    expect(await page.locator(".canvas .token[aria-pressed=true]").count()).toBe(3);
    await page.keyboard.press(" ");
    await page.getByRole("button", { name: "Fill 2 tokens" }).click();
    await page.locator('.cost div:has(dt:text-is("tokens")) dd:text-is("2")').waitFor();
    const after = await page.locator(".canvas .token[role=button]").allTextContents();
    expect(after.slice(0, 3)).toEqual(before.slice(0, 3));
    expect(after.slice(5)).toEqual(before.slice(5));
    expect(await page.locator(".canvas .token[role=button]").first().getAttribute("title")).toMatch(/^given/);
  });

  test("gaps fill before one's eyes: what stands around them never goes, and the steps can be played again", async () => {
    await page.getByRole("button", { name: "Unmask", exact: true }).click();
    await done();
    const tokens = page.locator(".canvas .token[role=button]");
    const all = await tokens.count();
    await tokens.nth(2).click();
    await tokens.nth(9).click({ modifiers: ["Shift"] });
    await page.evaluate(() => {
      const shown = () => document.querySelectorAll(".canvas .token").length;
      Object.assign(window, { fewest: shown() });
      const look = () => Object.assign(window, { fewest: Math.min((window as unknown as Seen).fewest, shown()) });
      new MutationObserver(look).observe(document.querySelector(".answer")!, { childList: true, subtree: true });
    });
    await page.getByRole("button", { name: "Fill 8 tokens" }).click();
    await page.locator('.cost div:has(dt:text-is("tokens")) dd:text-is("8")').waitFor();
    expect(await page.evaluate(() => (window as unknown as Seen).fewest)).toBe(all - 8);
    await page.getByLabel("step shown").fill("0");
    expect(await page.locator(".canvas .mask").count()).toBe(8);
  });

  test("a server with keys is asked with one, which is kept in the tab alone and corrected when it is wrong", async () => {
    const keys = join(folder, "keys.json");
    const { stdout } = await new UnmaskProcess(["keys", "add", "me", "--file", keys]).exited;
    const keyed = await serve(join(folder, "keyed"), { UNMASK_KEYS: keys });
    try {
      await page.goto(`http://${keyed.http}/`);
      await page.getByLabel("API key").fill("sk-wrong");
      await page.keyboard.press("Enter");
      await page.getByText("the API key is not known here").waitFor();
      await page.getByLabel("API key").fill(stdout.trim());
      await page.keyboard.press("Enter");
      await page.getByText("pebble").waitFor();
      expect(await page.getByLabel("API key").count()).toBe(0);
      await page.getByRole("button", { name: "Unmask", exact: true }).click();
      await done();
      await page.reload();
      await page.getByText("pebble").waitFor();
      const kept = await page.evaluate(() => [localStorage.length, document.cookie, location.href]);
      expect(kept).toEqual([0, "", `http://${keyed.http}/`]);
    } finally {
      // It looks at the cluster every second.
      await page.goto("about:blank");
      await keyed.kill("SIGKILL");
    }
    complaints = complaints.filter((text) => !text.includes("401"));
  });

  test("nothing is loaded from elsewhere, nothing inline runs, and what people and models write is text", async () => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).origin));
    const response = await page.reload();
    const policy = response!.headers()["content-security-policy"]!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:|data:/);
    await page.getByLabel("Prompt").fill("<img src=/x onerror=\"document.title='run'\"> How many?");
    await page.keyboard.press("Control+Enter");
    await done();
    await page.getByRole("button", { name: "Ask on" }).click();
    expect(await page.locator(".turns li").first().textContent()).toContain("<img src=/x");
    expect(await page.locator(".turns img").count()).toBe(0);
    expect(new Set(asked)).toEqual(new Set([`http://${served.http}`]));
    // What would be injected all the same is not run.
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'run'";
      document.body.append(script);
    });
    expect(await page.title()).toBe("Unmask");
    expect(complaints.join()).toContain("Content Security Policy");
    complaints = [];
  });

  test("on a narrow screen nothing is wider than it", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByLabel("compare two settings").check();
    const [inner, wide] = await page.evaluate(() => [window.innerWidth, document.documentElement.scrollWidth]);
    expect(wide).toBeLessThanOrEqual(inner!);
  });
});
