import type { GenerateParams, Pin } from "@unmask/client";
import {
  type ParameterName,
  type ParameterRule,
  parameterNames,
  parameters,
  publicName,
  strategies,
} from "@unmask/diffusion";
import { type Command, InvalidArgumentError, Option } from "commander";
import { number } from "./values.js";

/** What Commander makes of the flags below: each under its parameter's name, and only those that were given. */
export type SamplingFlags = Readonly<Partial<Record<ParameterName, unknown>>>;

/** Adds the flags that say how an answer is decoded; the model's defaults hold for those that are not given. */
export function addSamplingOptions(command: Command, without: readonly ParameterName[] = []): Command {
  command.optionsGroup("How the answer is decoded (defaults: the model's):");
  const names = parameterNames.filter((name) => !without.includes(name));
  for (const name of names) for (const option of optionsOf(name, parameters[name])) command.addOption(option);
  return command;
}

export function samplingParams(flags: SamplingFlags): GenerateParams {
  return Object.fromEntries(parameterNames.map((name) => [name, flags[name]]));
}

function optionsOf(name: ParameterName, rule: ParameterRule): Option[] {
  const flag = publicName(name).replaceAll("_", "-");
  const { help, value, strategies: readers } = rule;
  const text = readers ? `for ${readers.join(" and ")}: ${help}` : help;
  switch (rule.kind) {
    case "integer":
    case "number":
      return [new Option(`--${flag} <${value}>`, text).argParser(number)];
    case "strategy":
      return [new Option(`--${flag} <${value}>`, `${text}: ${strategies.join(", ")}`)];
    case "boolean": {
      // Both forms, since the model may recommend either; shown is the one that departs from LLaDA's own default.
      const [shown, hidden] = rule.default ? [`--no-${flag}`, `--${flag}`] : [`--${flag}`, `--no-${flag}`];
      const options = [new Option(shown, text), new Option(hidden).hideHelp()];
      // A --no- flag that comes first would make true the default.
      return rule.default ? options.reverse() : options;
    }
    case "ids":
      return [repeatable(name, `--${singular(flag)} <${value}>`, text, number)];
    case "pins":
      return [repeatable(name, `--${singular(flag)} <${value}>`, text, pin)];
    case "texts":
      return [repeatable(name, `--${flag} <${value}>`, text, (given) => given)];
    default:
      return rule satisfies never;
  }
}

/** A flag for one of the parameter's values, which may be given again for another. */
function repeatable<T>(name: ParameterName, flags: string, text: string, parse: (value: string) => T): Option {
  const option = new Option(flags, text).argParser((value: string, earlier: readonly T[] = []) => [
    ...earlier,
    parse(value),
  ]);
  return Object.assign(option, { attributeName: () => name });
}

function singular(flag: string): string {
  return flag.replace(/s$/, "");
}

function pin(text: string): Pin {
  const [, position, sign, what = ""] = /^(\d+)([=:])(.+)$/s.exec(text) ?? [];
  if (sign === "=") return { position: Number(position), text: what };
  if (sign === ":" && /^\d+$/.test(what)) return { position: Number(position), tokenId: Number(what) };
  throw new InvalidArgumentError(
    "Give a position in the answer and a text, such as '0=Yes', or a token's id, such as 0:42.",
  );
}
