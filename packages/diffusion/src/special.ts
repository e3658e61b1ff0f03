/** The ids a decoder must know. LLaDA-8B: mask 126336, EOS 126081, EOT 126348. */
export interface SpecialIds {
  readonly mask: number;
  /** End of text, and padding. */
  readonly eos: number;
  /** End of turn; absent where the vocabulary has none. */
  readonly eot?: number;
}

/** The ids that end an answer. */
export function endIds(special: SpecialIds): number[] {
  return special.eot === undefined ? [special.eos] : [special.eos, special.eot];
}
