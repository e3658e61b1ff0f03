// Original file: proto/unmask/v1/generation.proto

import type { Commit as _unmask_v1_Commit, Commit__Output as _unmask_v1_Commit__Output } from '../../unmask/v1/Commit.js';

/**
 * What one denoising step committed, or a snapshot of the whole answer.
 */
export interface Frame {
  /**
   * Step number of this sequence, from 0; -1 in a snapshot before the first step.
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
  /**
   * Commits are everything that is decided so far, what the request itself fixes included: positions that are not among
   * them are masked, and together with `masked` they are as many as the answer's canvas has. A watcher that comes late, or missed frames, gets one.
   */
  'snapshot'?: (boolean);
  /**
   * What the step predicted for the masks that it looked at and left, as it would have committed them: the next step may think
   * otherwise. Only with params.provisional, and never in a snapshot.
   */
  'provisional'?: (_unmask_v1_Commit)[];
}

/**
 * What one denoising step committed, or a snapshot of the whole answer.
 */
export interface Frame__Output {
  /**
   * Step number of this sequence, from 0; -1 in a snapshot before the first step.
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
  /**
   * Commits are everything that is decided so far, what the request itself fixes included: positions that are not among
   * them are masked, and together with `masked` they are as many as the answer's canvas has. A watcher that comes late, or missed frames, gets one.
   */
  'snapshot': (boolean);
  /**
   * What the step predicted for the masks that it looked at and left, as it would have committed them: the next step may think
   * otherwise. Only with params.provisional, and never in a snapshot.
   */
  'provisional': (_unmask_v1_Commit__Output)[];
}
