import { ServingError } from "@unmask/wire";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeFailure, encodeFailure } from "./stored-job.js";

test("a failure is kept with its details, but for what Postgres refuses", () => {
  const text = fc.string({ unit: "binary" });
  const options = fc.record(
    {
      reason: fc.constantFrom("RATE_LIMITED", "NO_WORKER"),
      violations: fc.array(fc.record({ field: text, message: text }), { minLength: 1, maxLength: 3 }),
      retryAfterMs: fc.nat(),
      quotaSubject: text,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.constantFrom("UNAVAILABLE", "CANCELLED", "INTERNAL"), text, options, (code, message, details) => {
      const kept = encodeFailure(new ServingError(code, message, details));
      expect(kept).not.toContain("\0");
      const { reason, violations, retryAfterMs, quotaSubject, ...found } = decodeFailure(kept);
      expect({ reason, violations, retryAfterMs, quotaSubject }).toEqual({
        reason: code,
        violations: [],
        retryAfterMs: undefined,
        quotaSubject: undefined,
        ...details,
      });
      expect(found.code).toBe(code);
      expect(decodeFailure(kept).message).toBe(message.replaceAll("\0", "\uFFFD").replaceAll("\u001e", " "));
    }),
  );
});

test("what is no failure of ours is INTERNAL, in its own words", () => {
  for (const words of ["job stalled more than allowable limit", "NO_SUCH_CODE: x", ""])
    expect(decodeFailure(words)).toMatchObject({ code: "INTERNAL", message: words });
});
