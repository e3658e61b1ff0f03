import type { GenerateParams } from "@unmask/client";
import type { Command } from "commander";
import { number } from "./values.js";

/** What Commander makes of the flags below. */
export interface SamplingFlags {
  readonly genLength?: number;
  readonly blockLength?: number;
  readonly steps?: number;
  readonly temperature?: number;
  readonly cfgScale?: number;
  readonly strategy?: string;
  readonly threshold?: number;
  readonly lowThreshold?: number;
  readonly factor?: number;
  readonly entropyBound?: number;
  readonly remaskEta?: number;
  readonly suffixWindow?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly seed?: number;
  readonly logitsEosInf?: true;
  readonly confidenceEosEotInf?: true;
  /** False only when --no-eos-early-stop was given; Commander's own default says nothing. */
  readonly eosEarlyStop: boolean;
}

/** Adds the flags that say how an answer is decoded; the model's defaults hold for those that are not given. */
export function addSamplingOptions(command: Command): Command {
  return command
    .optionsGroup("How the answer is decoded (defaults: the model's):")
    .option("--gen-length <tokens>", "length of the answer's canvas, which starts fully masked", number)
    .option("--block-length <tokens>", "blocks are unmasked from left to right; must divide the gen length", number)
    .option("--steps <n>", "denoising steps over all blocks; fewer are faster and rougher", number)
    .option("--temperature <t>", "0 always takes the likeliest token, up to 100", number)
    .option("--cfg-scale <w>", "classifier-free guidance, 0 is off; on, a step costs twice as much", number)
    .option(
      "--strategy <name>",
      "which tokens a step keeps: low_confidence, random, margin, entropy, threshold, factor, entropy_bounded, hierarchical, remdm_cap, remdm_rescale or remdm_confidence",
    )
    .option("--threshold <p>", "for threshold and hierarchical: keep every token at least this sure, up to 1", number)
    .option("--low-threshold <p>", "for hierarchical: keep the best of each run of masks above this", number)
    .option("--factor <f>", "for factor: the larger, the more tokens a step keeps", number)
    .option("--entropy-bound <nats>", "for entropy_bounded: the larger, the more tokens a step keeps", number)
    .option("--remask-eta <p>", "for remdm_cap and remdm_rescale: how readily a token is masked again, up to 1", number)
    .option(
      "--suffix-window <tokens>",
      "masks kept beyond the block; further ones are thinned out, 0 keeps all",
      number,
    )
    .option("--min-length <tokens>", "the answer may not end before", number)
    .option("--max-length <tokens>", "the answer ends there at the latest", number)
    .option("--seed <n>", "the same request with the same seed gives the same answer", number)
    .option("--logits-eos-inf", "never predict the end-of-text token")
    .option("--confidence-eos-eot-inf", "commit end tokens last")
    .option("--no-eos-early-stop", "go on with what stands behind the answer's end");
}

export function samplingParams(flags: SamplingFlags): GenerateParams {
  return {
    genLength: flags.genLength,
    blockLength: flags.blockLength,
    steps: flags.steps,
    temperature: flags.temperature,
    cfgScale: flags.cfgScale,
    strategy: flags.strategy,
    threshold: flags.threshold,
    lowThreshold: flags.lowThreshold,
    factor: flags.factor,
    entropyBound: flags.entropyBound,
    remaskEta: flags.remaskEta,
    suffixWindow: flags.suffixWindow,
    minLength: flags.minLength,
    maxLength: flags.maxLength,
    seed: flags.seed,
    logitsEosInf: flags.logitsEosInf,
    confidenceEosEotInf: flags.confidenceEosEotInf,
    eosEarlyStop: flags.eosEarlyStop ? undefined : false,
  };
}
