/** What every case is run with. */
import type { SpecialIds } from "@unmask/diffusion";
import type { Denoiser } from "../session.js";

export interface Bench {
  readonly denoiser: Denoiser;
  readonly special: SpecialIds;
  readonly casesFile: string;
}

/** Ids of a batch's row without its padding: RoPE is relative, so the numbers are those of the padded row. */
export function withoutPadding(ids: readonly number[], mask: readonly number[] | undefined): number[] {
  return ids.filter((_, i) => mask?.[i] !== 0);
}
