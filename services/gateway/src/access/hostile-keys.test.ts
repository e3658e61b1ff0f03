import { timingSafeEqual } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger } from "@unmask/runtime";
import { ServingError } from "@unmask/wire";
import fc from "fast-check";
import { afterAll, expect, test, vi } from "vitest";
import { openKeyFile } from "./access.js";
import { findKey, newKey, parseKeys } from "./keys.js";

// The real one, watched.
vi.mock(import("node:crypto"), async (original) => {
  const crypto = await original();
  return { ...crypto, timingSafeEqual: vi.fn(crypto.timingSafeEqual) };
});

/** Keys files that somebody broke, and headers that somebody made up. */

const folder = mkdtempSync(join(tmpdir(), "unmask-keys-"));
afterAll(() => rmSync(folder, { recursive: true }));

const made = newKey();
const good = {
  keys: [
    {
      id: "a",
      sha256: made.sha256,
      tenant: "acme",
      scopes: ["jobs"],
      requests_per_minute: 5,
      expires: "2027-01-01T00:00:00Z",
    },
    { id: "b", sha256: newKey().sha256, tenant: "rival", priority: "batch", max_jobs: 3 },
  ],
};

/** @returns whether it could be read; fails for any other end than a refusal that names the file */
function outcome(text: string): "read" | "refused" {
  try {
    for (const { id, tenant, sha256 } of parseKeys(text, "keys.json")) {
      expect(id).toMatch(/^[\w.-]{1,64}$/);
      expect(tenant).toMatch(/^[\w.-]{1,64}$/);
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    }
    return "read";
  } catch (error) {
    expect(error).toBeInstanceOf(ServingError);
    expect(error).toMatchObject({
      code: "FAILED_PRECONDITION",
      message: expect.stringContaining("the keys file keys.json "),
    });
    return "refused";
  }
}

test("a keys file of any text, or with any value in any place, is read or refused", () => {
  const whole = JSON.stringify(good);
  const cut = fc.tuple(fc.nat(whole.length), fc.string({ maxLength: 3 })).map(([at, by]) => whole.slice(0, at) + by);
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom<unknown>(null, -1, 1e300, "", "..", "__proto__"),
  );
  const field = fc.constantFrom(...Object.keys(good.keys[0]!), "priority", "max_jobs", "__proto__", "constructor");
  const changed = fc.tuple(field, value).map(([name, by]) => {
    const [key, ...others] = good.keys;
    const entries = [...Object.entries(key!).filter(([own]) => own !== name), [name, by]];
    return JSON.stringify({ keys: [Object.fromEntries(entries), ...others] });
  });
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.jsonValue().map((json) => JSON.stringify(json) ?? ""),
        cut,
        changed,
      ),
      (text) => {
        seen.add(outcome(text));
      },
    ),
    { numRuns: 500, examples: [[whole], [""]] },
  );
  expect(seen).toEqual(new Set(["read", "refused"]));
});

test("a header of any text lets nobody in", async () => {
  const path = join(folder, "keys.json");
  writeFileSync(path, JSON.stringify(good));
  const access = await openKeyFile(path, { spend: async () => [] }, 10, createLogger({ level: "silent" }));
  expect(access.admit(`bearer  ${made.secret}`, "jobs").tenant).toBe("acme");
  const near = fc.tuple(fc.nat(made.secret.length - 1), fc.constantFrom("", "A", "=", "\0")).map(([at, by]) => {
    return made.secret.slice(0, at) + by + made.secret.slice(at + 1);
  });
  const header = fc.oneof(
    fc.string(),
    fc.string().map((text) => `Bearer ${text}`),
    near.filter((secret) => secret !== made.secret).map((secret) => `Bearer ${secret}`),
    fc.constantFrom(
      `Basic ${made.secret}`,
      made.secret,
      `Bearer ${made.sha256}`,
      "Bearer a",
      "Bearer __proto__",
      "Bearer",
    ),
  );
  fc.assert(
    fc.property(header, (text) => {
      expect(() => access.admit(text, undefined)).toThrow(
        expect.objectContaining({ code: "UNAUTHENTICATED", reason: "INVALID_API_KEY" }),
      );
      // Nothing of what was tried is told.
      if (text.length > 12) expect(() => access.admit(text, undefined)).not.toThrow(text.slice(7));
    }),
    { numRuns: 300 },
  );
  access.close();
});

test("a key is looked for in the same way whichever it is: every one is compared, in constant time, by its hash", () => {
  const all = Array.from({ length: 5 }, (_, i) => ({ ...newKey(), i }));
  const keys = parseKeys(
    JSON.stringify({ keys: all.map(({ sha256, i }) => ({ id: `k${i}`, tenant: "t", sha256 })) }),
    "keys.json",
  );
  for (const secret of [...all.map((one) => one.secret), "um-nobody", "", "a".repeat(100_000)]) {
    vi.mocked(timingSafeEqual).mockClear();
    const found = findKey(secret, keys);
    expect(found?.id).toBe(
      all.find((one) => one.secret === secret) && `k${all.find((one) => one.secret === secret)!.i}`,
    );
    expect(timingSafeEqual).toHaveBeenCalledTimes(keys.length);
    for (const [a, b] of vi.mocked(timingSafeEqual).mock.calls) expect([a.byteLength, b.byteLength]).toEqual([32, 32]);
  }
});
