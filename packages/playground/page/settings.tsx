import { type ParameterName, parameters, publicName, type StrategyName, strategies } from "@unmask/diffusion";
import type { Params } from "./api.js";

/** The numbers that the page lets people choose, by a short name; empty means the model's default. */
const labels = {
  genLength: "Length",
  blockLength: "Block",
  steps: "Steps",
  threshold: "Threshold",
  lowThreshold: "Low threshold",
  factor: "Factor",
  entropyBound: "Entropy",
  remaskEta: "Remask",
  draftThreshold: "Draft",
  verifyThreshold: "Verify",
  temperature: "Temperature",
  cfgScale: "Guidance",
  seed: "Seed",
} as const satisfies Partial<Record<ParameterName, string>>;

interface Control {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly min: number;
  readonly max: number;
  /** Of an arrow key. */
  readonly step: number;
  /** Strategies it is for; absent: all. */
  readonly only: readonly StrategyName[] | undefined;
}

const controls: readonly Control[] = Object.entries(labels).flatMap(([key, label]) => {
  const rule = parameters[key as ParameterName];
  if (rule.kind !== "integer" && rule.kind !== "number") return [];
  const max = typeof rule.max === "number" ? rule.max : Number.MAX_SAFE_INTEGER;
  const step = rule.kind === "integer" ? 1 : max === 1 ? 0.05 : 0.1;
  const { help, min, strategies: only } = rule;
  return [{ name: publicName(key as ParameterName), label, help, min, max, step, only }];
});

interface Props {
  /** Distinguishes two panes for assistive technology and labels. */
  readonly id: string;
  readonly params: Params;
  readonly onChange: (params: Params) => void;
}

/** The decoding parameters of one pane. */
export function Settings({ id, params, onChange }: Props) {
  const strategy = params.strategy as StrategyName | undefined;
  const set = (name: string, value: number | string | undefined) => {
    const { [name]: _, ...rest } = params;
    onChange(value === undefined ? rest : { ...rest, [name]: value });
  };
  const choose = (name: string) => {
    // What only another strategy reads would be refused.
    const kept = Object.entries(params).filter(([key]) => {
      const only = controls.find((control) => control.name === key)?.only;
      return key !== "strategy" && (!only || only.includes(name as StrategyName));
    });
    onChange({ ...Object.fromEntries(kept), ...(name && { strategy: name }) });
  };
  return (
    <fieldset class="settings">
      <legend class="unseen">Decoding parameters {id}</legend>
      {id && (
        <b class="letter" aria-hidden="true">
          {id}
        </b>
      )}
      <label>
        <span>Strategy</span>
        <select value={strategy ?? ""} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="">model’s default</option>
          {strategies.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {controls
        .filter(({ only }) => !only || (strategy && only.includes(strategy)))
        .map(({ name, label, help, min, max, step }) => (
          <label key={name} title={help}>
            <span>{label}</span>
            <input
              type="number"
              inputMode="decimal"
              placeholder="auto"
              min={min}
              max={max}
              step={step}
              value={params[name] === undefined ? "" : String(params[name])}
              onInput={(event) => {
                const value = event.currentTarget.valueAsNumber;
                set(name, Number.isNaN(value) ? undefined : value);
              }}
            />
          </label>
        ))}
    </fieldset>
  );
}
