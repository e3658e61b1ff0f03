// Original file: proto/unmask/v1/generation.proto

import type { Gap as _unmask_v1_Gap, Gap__Output as _unmask_v1_Gap__Output } from '../../unmask/v1/Gap.js';

export interface InfillPart {
  /**
   * Not empty. Each of the model's mask tokens in it (LLaDA: <|mdm_mask|>) is a gap of one token.
   */
  'text'?: (string);
  'gap'?: (_unmask_v1_Gap | null);
  'part'?: "text"|"gap";
}

export interface InfillPart__Output {
  /**
   * Not empty. Each of the model's mask tokens in it (LLaDA: <|mdm_mask|>) is a gap of one token.
   */
  'text'?: (string);
  'gap'?: (_unmask_v1_Gap__Output | null);
  'part'?: "text"|"gap";
}
