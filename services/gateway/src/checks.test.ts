import { ServingError } from "@unmask/wire";
import { expect, test } from "vitest";
import { Checks, mostViolations } from "./checks.js";

test("what is refused is told together, each field once, in the order of the checks", () => {
  const checks = new Checks();
  checks.end();
  expect(checks.try(() => 5)).toBe(5);
  checks.refuse("a", "a is wrong");
  checks.refuse("b", "b is wrong");
  checks.refuse("a", "a is wrong again");
  const violations = ["a", "b"].map((field) => ({ field, message: `${field} is wrong` }));
  expect(() => checks.all({ five: 5 })).toThrow(
    expect.objectContaining({ code: "INVALID_ARGUMENT", message: "a is wrong; b is wrong", violations }),
  );
});

test("any other failure ends the checks", () => {
  const failure = new ServingError("NOT_FOUND", "no such model");
  const checks = new Checks();
  checks.refuse("a", "a is wrong");
  expect(() =>
    checks.try(() => {
      throw failure;
    }),
  ).toThrow(failure);
});

test("a request that is wrong in a million places costs no more than one that is in twenty", () => {
  const checks = new Checks();
  let looked = 0;
  for (let i = 0; i < 1e6; i++)
    checks.try(() => {
      looked++;
      throw new ServingError("INVALID_ARGUMENT", `${i}`, { field: `field${i}` });
    });
  expect(looked).toBe(mostViolations);
  expect(checks.error().violations).toHaveLength(mostViolations);
});
