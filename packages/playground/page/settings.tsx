import { strategies } from "@unmask/diffusion";
import type { Params } from "./api.js";

/** A number that the page lets people choose; empty means the model's default. */
interface NumberControl {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Strategies it is for; absent: all. */
  readonly only?: readonly string[];
}

const controls: readonly NumberControl[] = [
  { name: "gen_length", label: "Length", hint: "tokens of the answer's canvas", min: 1, max: 4096, step: 1 },
  {
    name: "block_length",
    label: "Block",
    hint: "unmasked from left to right, block by block",
    min: 1,
    max: 4096,
    step: 1,
  },
  {
    name: "steps",
    label: "Steps",
    hint: "over all blocks; strategies that adapt take what they need",
    min: 1,
    max: 4096,
    step: 1,
  },
  {
    name: "threshold",
    label: "Threshold",
    hint: "keep every token at least this sure",
    min: 0.01,
    max: 1,
    step: 0.01,
    only: ["threshold", "hierarchical"],
  },
  {
    name: "factor",
    label: "Factor",
    hint: "the larger, the more a step keeps",
    min: 0.01,
    max: 100,
    step: 0.1,
    only: ["factor"],
  },
  {
    name: "entropy_bound",
    label: "Entropy",
    hint: "nats; the larger, the more a step keeps",
    min: 0,
    max: 1000,
    step: 0.05,
    only: ["entropy_bounded"],
  },
  {
    name: "remask_eta",
    label: "Remask",
    hint: "how readily a token is masked again",
    min: 0,
    max: 1,
    step: 0.01,
    only: ["remdm_cap", "remdm_rescale"],
  },
  { name: "temperature", label: "Temperature", hint: "0 takes the likeliest token", min: 0, max: 100, step: 0.1 },
  {
    name: "cfg_scale",
    label: "Guidance",
    hint: "0 is off; on, a step costs twice as much",
    min: 0,
    max: 100,
    step: 0.5,
  },
  {
    name: "seed",
    label: "Seed",
    hint: "the same request with the same seed gives the same answer",
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    step: 1,
  },
];

interface Props {
  /** Distinguishes two panes for assistive technology and labels. */
  readonly id: string;
  readonly params: Params;
  readonly onChange: (params: Params) => void;
}

/** The decoding parameters of one pane. */
export function Settings({ id, params, onChange }: Props) {
  const strategy = String(params.strategy ?? "");
  const set = (name: string, value: number | string | undefined) => {
    const { [name]: _, ...rest } = params;
    onChange(value === undefined ? rest : { ...rest, [name]: value });
  };
  return (
    <fieldset class="settings">
      <legend class="unseen">Decoding parameters {id}</legend>
      <label>
        <span>Strategy</span>
        <select value={strategy} onChange={(event) => set("strategy", event.currentTarget.value || undefined)}>
          <option value="">model’s default</option>
          {strategies.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {controls
        .filter(({ only }) => !only || only.includes(strategy))
        .map(({ name, label, hint, min, max, step }) => (
          <label key={name} title={hint}>
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
