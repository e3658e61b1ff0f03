import type { GenerateParams } from "@unmask/client";
import { type ParameterRule, type ParamsInput, parameterNames, parameters } from "@unmask/diffusion";
import { publicPackage } from "@unmask/wire";
import { expect, test } from "vitest";

/** What is written out for readers agrees with the table that everything else is made from. */

interface Field {
  readonly name: string;
  readonly type: string;
  readonly label: string;
}

const wireTypes: Record<ParameterRule["kind"], readonly string[]> = {
  integer: ["LABEL_OPTIONAL TYPE_INT32", "LABEL_OPTIONAL TYPE_UINT64"],
  number: ["LABEL_OPTIONAL TYPE_DOUBLE"],
  boolean: ["LABEL_OPTIONAL TYPE_BOOL"],
  strategy: ["LABEL_OPTIONAL TYPE_STRING"],
  texts: ["LABEL_REPEATED TYPE_STRING"],
  ids: ["LABEL_REPEATED TYPE_INT32"],
  pins: ["LABEL_REPEATED TYPE_MESSAGE"],
};

test("the proto has each parameter, with its type, and no other", () => {
  const message = publicPackage["unmask.v1.SamplingParams"] as unknown as { type: { field: Field[] } };
  const fields = new Map(message.type.field.map(({ name, type, label }) => [name, `${label} ${type}`]));
  expect([...fields.keys()].sort()).toEqual([...parameterNames].sort());
  for (const name of parameterNames) expect(wireTypes[parameters[name].kind]).toContain(fields.get(name));
});

/** Checked by the compiler: either is assignable to the other, but for pins, which the client spells in the proto's words. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
const sameTypes: Same<Omit<GenerateParams, "pins">, Omit<ParamsInput, "pins">> = true;
const sameNames: Same<keyof GenerateParams, keyof ParamsInput> = true;

test("the client's type has each parameter, with its type, and no other", () => {
  expect(sameTypes && sameNames).toBe(true);
});
