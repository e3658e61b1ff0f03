import { gatewayService } from "@unmask/gateway";
import { commonSettings, readSettings } from "@unmask/runtime";
import { schedulerService } from "@unmask/scheduler";
import { ServingError } from "@unmask/wire";
import { workerService } from "@unmask/worker";
import fc from "fast-check";
import { expect, test } from "vitest";

/** Environments that somebody broke: every variable of every service, with any text. */

const services = [gatewayService, schedulerService, workerService];
const likely = [
  ..."0 -1 1e9 1e400 NaN Infinity 0x10 00 ١٢ 65536 99999999999999999999 yes true : :0 [::]:0 [::1 a:b:c 127.0.0.1:99999".split(
    " ",
  ),
  ..."redis:// redis:///x rediss://:@ http://x ../../etc/passwd __proto__ constructor".split(" "),
  "\u0000",
  "a\nb",
  " 8 ",
  "\u001b[31m",
];
const text = fc.oneof(fc.constantFrom(...likely), fc.string({ unit: "binary", maxLength: 20 }), fc.string());

test.each(services.map((service) => [service.name, service] as const))(
  "%s takes its settings or refuses them by name, whatever they are",
  (_, service) => {
    const shape = { ...commonSettings, ...service.settings };
    const names = Object.keys(shape);
    const environment = fc.dictionary(fc.constantFrom(...names, "__proto__", "constructor", "PATH"), text, {
      maxKeys: 12,
    });
    const seen = new Set<string>();
    fc.assert(
      fc.property(environment, (env) => {
        try {
          const settings = readSettings(shape, { REDIS_URL: "redis://a", UNMASK_MODEL: "m", ...env });
          for (const value of Object.values(settings))
            if (typeof value === "number") expect(Number.isSafeInteger(value) || (value >= 0 && value <= 1)).toBe(true);
          seen.add("taken");
        } catch (error) {
          expect(error).toBeInstanceOf(ServingError);
          const { code, field, exitCode } = error as ServingError;
          expect({ code, exitCode }).toEqual({ code: "INVALID_ARGUMENT", exitCode: 2 });
          expect(names).toContain(field);
          seen.add("refused");
        }
      }),
      { numRuns: 300, examples: [[{}]] },
    );
    expect(seen).toEqual(new Set(["taken", "refused"]));
  },
);
