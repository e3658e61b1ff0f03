// Original file: proto/unmask/v1/models.proto

import type { SamplingParams as _unmask_v1_SamplingParams, SamplingParams__Output as _unmask_v1_SamplingParams__Output } from '../../unmask/v1/SamplingParams.js';

export interface Model {
  /**
   * What requests call it.
   */
  'name'?: (string);
  /**
   * Context: prompt and answer together, tokens.
   */
  'maxLength'?: (number);
  /**
   * Token ids are below this.
   */
  'vocabSize'?: (number);
  /**
   * Whether it has a chat template, and so takes `prompt` and `conversation`.
   */
  'chat'?: (boolean);
  /**
   * What a request has that says nothing of its own, for a prompt that leaves the default canvas its room.
   */
  'defaults'?: (_unmask_v1_SamplingParams | null);
  /**
   * Names that SamplingParams.strategy may have.
   */
  'strategies'?: (string)[];
  /**
   * The mask's id, which no prompt holds.
   */
  'maskId'?: (number);
  /**
   * End of text.
   */
  'eosId'?: (number);
  /**
   * End of turn, where the vocabulary has it.
   */
  'eotId'?: (number);
  '_eotId'?: "eotId";
}

export interface Model__Output {
  /**
   * What requests call it.
   */
  'name': (string);
  /**
   * Context: prompt and answer together, tokens.
   */
  'maxLength': (number);
  /**
   * Token ids are below this.
   */
  'vocabSize': (number);
  /**
   * Whether it has a chat template, and so takes `prompt` and `conversation`.
   */
  'chat': (boolean);
  /**
   * What a request has that says nothing of its own, for a prompt that leaves the default canvas its room.
   */
  'defaults': (_unmask_v1_SamplingParams__Output | null);
  /**
   * Names that SamplingParams.strategy may have.
   */
  'strategies': (string)[];
  /**
   * The mask's id, which no prompt holds.
   */
  'maskId': (number);
  /**
   * End of text.
   */
  'eosId': (number);
  /**
   * End of turn, where the vocabulary has it.
   */
  'eotId'?: (number);
  '_eotId'?: "eotId";
}
