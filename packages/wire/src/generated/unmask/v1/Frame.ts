// Original file: proto/unmask/v1/generation.proto

import type { Commit as _unmask_v1_Commit, Commit__Output as _unmask_v1_Commit__Output } from '../../unmask/v1/Commit.js';

/**
 * What one denoising step committed.
 */
export interface Frame {
  /**
   * Step number of this sequence, from 0.
   */
  'step'?: (number);
  /**
   * Forward passes so far; with guidance a step takes two.
   */
  'forwards'?: (number);
  'commits'?: (_unmask_v1_Commit)[];
  /**
   * Masked positions left in the answer.
   */
  'masked'?: (number);
  /**
   * Positions, committed earlier, that are masked again. Only remasking strategies have any.
   */
  'remasked'?: (number)[];
}

/**
 * What one denoising step committed.
 */
export interface Frame__Output {
  /**
   * Step number of this sequence, from 0.
   */
  'step': (number);
  /**
   * Forward passes so far; with guidance a step takes two.
   */
  'forwards': (number);
  'commits': (_unmask_v1_Commit__Output)[];
  /**
   * Masked positions left in the answer.
   */
  'masked': (number);
  /**
   * Positions, committed earlier, that are masked again. Only remasking strategies have any.
   */
  'remasked': (number)[];
}
