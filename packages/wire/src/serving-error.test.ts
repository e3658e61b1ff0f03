import { Metadata, status } from "@grpc/grpc-js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { detailsKey } from "./error-details.js";
import { isServingCode, ServingError, type ServingErrorOptions, toServingError } from "./serving-error.js";

/** The error as a client of grpc-js meets it. */
function throughGrpc(error: ServingError): ServingError {
  const sent = error.toGrpc();
  return toServingError(Object.assign(new Error(`${sent.code}: ${sent.details}`), sent));
}

const codes = Object.keys(status).filter(isServingCode);
const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });
const violation = fc.record({ field: text, message: text });
const options: fc.Arbitrary<ServingErrorOptions> = fc.record(
  {
    violations: fc.array(violation, { minLength: 1, maxLength: 5 }),
    retryAfterMs: fc.nat(1e9),
    reason: text,
    quotaSubject: text,
  },
  { requiredKeys: [] },
);

test("an error comes through gRPC as it was: code, message and every detail", () => {
  fc.assert(
    fc.property(fc.constantFrom(...codes), text, options, (code, message, details) => {
      const sent = new ServingError(code, message, details);
      const { violations, retryAfterMs, reason, quotaSubject, field } = throughGrpc(sent);
      expect(throughGrpc(sent)).toMatchObject({ code, message });
      expect({ violations, retryAfterMs, reason, quotaSubject, field }).toEqual({
        violations: sent.violations,
        retryAfterMs: sent.retryAfterMs,
        reason: sent.reason,
        quotaSubject: sent.quotaSubject,
        field: sent.field,
      });
    }),
  );
});

test("a single field is a violation with the error's message", () => {
  const { violations, field } = throughGrpc(new ServingError("INVALID_ARGUMENT", "a must be 1", { field: "a" }));
  expect({ violations, field }).toEqual({ violations: [{ field: "a", message: "a must be 1" }], field: "a" });
});

test("violations that would not fit the metadata are left out, the first ones kept", () => {
  const violations = Array.from({ length: 100 }, (_, i) => ({ field: `f${i}`, message: "x".repeat(100) }));
  const error = new ServingError("INVALID_ARGUMENT", "all wrong", { violations });
  const bytes = error.toGrpc().metadata?.get(detailsKey)[0] as Buffer;
  expect(bytes.length).toBeLessThan(5000);
  const received = throughGrpc(error).violations;
  expect(received.length).toBeGreaterThan(10);
  expect(received).toEqual(violations.slice(0, received.length));
});

describe("what arrives from elsewhere", () => {
  const grpc = (code: number, bytes?: Buffer) => {
    const metadata = new Metadata();
    if (bytes) metadata.set(detailsKey, bytes);
    return toServingError(Object.assign(new Error("x"), { code, details: "words", metadata }));
  };

  test("bytes that are no details change nothing", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(grpc(status.NOT_FOUND, Buffer.from(bytes))).toMatchObject({ code: "NOT_FOUND", message: "words" });
      }),
    );
  });

  test("a status that Unmask never sends, and anything else that was thrown, is INTERNAL", () => {
    expect(grpc(status.DATA_LOSS).code).toBe("INTERNAL");
    expect(toServingError(new Error("boom"))).toMatchObject({ code: "INTERNAL", message: "boom" });
    expect(toServingError("boom")).toMatchObject({ code: "INTERNAL", message: "boom" });
  });
});

test("every code has the HTTP status and the exit code that it is known for", () => {
  const shown = codes.map((code) => {
    const { httpStatus, exitCode } = new ServingError(code, "");
    return [code, httpStatus, exitCode];
  });
  expect(Object.fromEntries(shown.map(([code, http, exit]) => [code, [http, exit]]))).toEqual({
    CANCELLED: [499, 1],
    INVALID_ARGUMENT: [400, 2],
    DEADLINE_EXCEEDED: [504, 1],
    NOT_FOUND: [404, 2],
    PERMISSION_DENIED: [403, 2],
    RESOURCE_EXHAUSTED: [429, 1],
    FAILED_PRECONDITION: [400, 2],
    INTERNAL: [500, 1],
    UNAVAILABLE: [503, 1],
    UNAUTHENTICATED: [401, 2],
  });
});
