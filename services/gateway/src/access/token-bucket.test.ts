import fc from "fast-check";
import { expect, test } from "vitest";
import { TokenBucket } from "./token-bucket.js";

const events = fc.array(fc.record({ afterMs: fc.nat(30_000), amount: fc.integer({ min: 1, max: 120 }) }), {
  maxLength: 60,
});

test("no minute gets more than twice its amount, and over any time no more than the amount and what came back", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), events, (perMinute, list) => {
      const bucket = new TokenBucket(perMinute, 0);
      let [nowMs, taken] = [0, 0];
      for (const { afterMs, amount } of list) {
        nowMs += afterMs;
        if (bucket.take(amount, nowMs) === 0) taken += amount;
        expect(taken).toBeLessThanOrEqual(perMinute * (1 + nowMs / 60_000) + 1e-6);
      }
    }),
  );
});

test("what is refused is there after the time that was said, and not before", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.nat(1000), fc.nat(1000), (perMinute, first, second) => {
      const bucket = new TokenBucket(perMinute, 0);
      bucket.take(Math.min(first, perMinute), 0);
      const waitMs = bucket.take(Math.min(second, perMinute), 0);
      if (waitMs === 0) return;
      expect(new TokenBucket(perMinute, 0).take(perMinute + 1, 0)).toBe(Number.POSITIVE_INFINITY);
      expect(bucket.take(Math.min(second, perMinute), waitMs - 2)).toBeGreaterThan(0);
      expect(bucket.take(Math.min(second, perMinute), waitMs)).toBe(0);
    }),
  );
});
