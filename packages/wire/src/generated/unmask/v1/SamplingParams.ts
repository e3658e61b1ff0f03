// Original file: proto/unmask/v1/generation.proto

import type { Pin as _unmask_v1_Pin, Pin__Output as _unmask_v1_Pin__Output } from '../../unmask/v1/Pin.js';
import type { Long } from '@grpc/proto-loader';

export interface SamplingParams {
  /**
   * Tokens of the answer's canvas, at least 1; prompt and answer together must fit the model's context.
   */
  'genLength'?: (number);
  /**
   * Tokens of one semi-autoregressive block, at least 1; must divide gen_length.
   */
  'blockLength'?: (number);
  /**
   * Denoising steps over all blocks, at least 1; must be a multiple of gen_length / block_length. A threshold strategy
   * decides by itself how many it takes and ignores it.
   */
  'steps'?: (number);
  /**
   * 0 is greedy; otherwise tokens are sampled from softmax(logits / temperature). 0 to 100.
   */
  'temperature'?: (number | string);
  /**
   * Classifier-free guidance w in u + (w + 1)(c - u); 0 is none, anything else doubles the cost of a step. 0 to 100.
   */
  'cfgScale'?: (number | string);
  /**
   * Which predictions a step keeps. With a schedule: "low_confidence", "random", "margin", "entropy". As many as are sure
   * enough: "threshold", "factor", "entropy_bounded", "hierarchical". With second thoughts: "remdm_cap", "remdm_rescale",
   * "remdm_confidence", "wino". docs/decoding.md has the rules.
   */
  'strategy'?: (string);
  /**
   * For "threshold" and "hierarchical": every prediction at least this confident is kept, and always the best one.
   * In (0, 1].
   */
  'threshold'?: (number | string);
  /**
   * Seed of everything that is random, 0 to 2^53 - 1. The same request with the same seed gives the same answer.
   */
  'seed'?: (number | string | Long);
  /**
   * The end-of-text token is never predicted.
   */
  'logitsEosInf'?: (boolean);
  /**
   * End-of-text and end-of-turn get the lowest confidence, so they are committed last.
   */
  'confidenceEosEotInf'?: (boolean);
  /**
   * Stop as soon as a committed end token has no mask before it.
   */
  'eosEarlyStop'?: (boolean);
  /**
   * For "hierarchical": the best of each run of masks is kept above this confidence. 0 to threshold.
   */
  'lowThreshold'?: (number | string);
  /**
   * For "factor": the n-th most confident is kept at 1 - factor / (n + 1). Above 0.
   */
  'factor'?: (number | string);
  /**
   * For "entropy_bounded": nats that the kept predictions' entropies, all but the last, may sum to. 0 to 1000.
   */
  'entropyBound'?: (number | string);
  /**
   * For "remdm_cap" and "remdm_rescale": how readily a committed token is masked again. 0 to 1.
   */
  'remaskEta'?: (number | string);
  /**
   * Masks kept beyond the block, tokens; further ones are thinned out, which makes steps cheaper. 0: all are kept.
   */
  'suffixWindow'?: (number);
  /**
   * Token ids that are never predicted, at most 256.
   */
  'bannedIds'?: (number)[];
  /**
   * Tokens that are there from the start. At least one token of the answer must stay open.
   */
  'pins'?: (_unmask_v1_Pin)[];
  /**
   * Visible tokens before which the answer may not end, 0 to gen_length. Where it is more than the default gen_length, and
   * no other is given, the canvas grows.
   */
  'minLength'?: (number);
  /**
   * Visible tokens at most, at least 1. As min_length, it makes the default canvas grow; more than the canvas holds is all of
   * it.
   */
  'maxLength'?: (number);
  /**
   * For "wino": every prediction at least this confident is kept until it is verified, and always the best one. In (0, 1].
   */
  'draftThreshold'?: (number | string);
  /**
   * For "wino": a token that is less likely than this without itself is masked again. 0 to 1.
   */
  'verifyThreshold'?: (number | string);
  /**
   * A committed token of the block is replaced where the model is surer than this of another. 0 to 1; 1 never does. Only for
   * models that were trained to edit their tokens.
   */
  'editThreshold'?: (number | string);
  /**
   * How often a block without masks is read again for edits, at most. 0 to 1024.
   */
  'editRounds'?: (number);
  /**
   * The answer ends before the first of these texts in it: at most 16, each of 1 to 256 characters.
   */
  'stop'?: (string)[];
  /**
   * Be ready so many milliseconds after acceptance, by committing as many tokens a step as it takes; usage says what that
   * was. An answer that is late all the same is returned. The text then depends on the time the steps take. 0: no haste.
   */
  'finishWithinMs'?: (number);
  /**
   * The response says of each token in which step it was committed.
   */
  'reportSteps'?: (boolean);
  /**
   * Frames also say what each step predicted for the masks that it left. The answer is the same.
   */
  'provisional'?: (boolean);
  '_genLength'?: "genLength";
  '_blockLength'?: "blockLength";
  '_steps'?: "steps";
  '_temperature'?: "temperature";
  '_cfgScale'?: "cfgScale";
  '_threshold'?: "threshold";
  '_seed'?: "seed";
  '_logitsEosInf'?: "logitsEosInf";
  '_confidenceEosEotInf'?: "confidenceEosEotInf";
  '_eosEarlyStop'?: "eosEarlyStop";
  '_lowThreshold'?: "lowThreshold";
  '_factor'?: "factor";
  '_entropyBound'?: "entropyBound";
  '_remaskEta'?: "remaskEta";
  '_suffixWindow'?: "suffixWindow";
  '_minLength'?: "minLength";
  '_maxLength'?: "maxLength";
  '_draftThreshold'?: "draftThreshold";
  '_verifyThreshold'?: "verifyThreshold";
  '_editThreshold'?: "editThreshold";
  '_editRounds'?: "editRounds";
  '_finishWithinMs'?: "finishWithinMs";
  '_reportSteps'?: "reportSteps";
  '_provisional'?: "provisional";
}

export interface SamplingParams__Output {
  /**
   * Tokens of the answer's canvas, at least 1; prompt and answer together must fit the model's context.
   */
  'genLength'?: (number);
  /**
   * Tokens of one semi-autoregressive block, at least 1; must divide gen_length.
   */
  'blockLength'?: (number);
  /**
   * Denoising steps over all blocks, at least 1; must be a multiple of gen_length / block_length. A threshold strategy
   * decides by itself how many it takes and ignores it.
   */
  'steps'?: (number);
  /**
   * 0 is greedy; otherwise tokens are sampled from softmax(logits / temperature). 0 to 100.
   */
  'temperature'?: (number);
  /**
   * Classifier-free guidance w in u + (w + 1)(c - u); 0 is none, anything else doubles the cost of a step. 0 to 100.
   */
  'cfgScale'?: (number);
  /**
   * Which predictions a step keeps. With a schedule: "low_confidence", "random", "margin", "entropy". As many as are sure
   * enough: "threshold", "factor", "entropy_bounded", "hierarchical". With second thoughts: "remdm_cap", "remdm_rescale",
   * "remdm_confidence", "wino". docs/decoding.md has the rules.
   */
  'strategy': (string);
  /**
   * For "threshold" and "hierarchical": every prediction at least this confident is kept, and always the best one.
   * In (0, 1].
   */
  'threshold'?: (number);
  /**
   * Seed of everything that is random, 0 to 2^53 - 1. The same request with the same seed gives the same answer.
   */
  'seed'?: (number);
  /**
   * The end-of-text token is never predicted.
   */
  'logitsEosInf'?: (boolean);
  /**
   * End-of-text and end-of-turn get the lowest confidence, so they are committed last.
   */
  'confidenceEosEotInf'?: (boolean);
  /**
   * Stop as soon as a committed end token has no mask before it.
   */
  'eosEarlyStop'?: (boolean);
  /**
   * For "hierarchical": the best of each run of masks is kept above this confidence. 0 to threshold.
   */
  'lowThreshold'?: (number);
  /**
   * For "factor": the n-th most confident is kept at 1 - factor / (n + 1). Above 0.
   */
  'factor'?: (number);
  /**
   * For "entropy_bounded": nats that the kept predictions' entropies, all but the last, may sum to. 0 to 1000.
   */
  'entropyBound'?: (number);
  /**
   * For "remdm_cap" and "remdm_rescale": how readily a committed token is masked again. 0 to 1.
   */
  'remaskEta'?: (number);
  /**
   * Masks kept beyond the block, tokens; further ones are thinned out, which makes steps cheaper. 0: all are kept.
   */
  'suffixWindow'?: (number);
  /**
   * Token ids that are never predicted, at most 256.
   */
  'bannedIds': (number)[];
  /**
   * Tokens that are there from the start. At least one token of the answer must stay open.
   */
  'pins': (_unmask_v1_Pin__Output)[];
  /**
   * Visible tokens before which the answer may not end, 0 to gen_length. Where it is more than the default gen_length, and
   * no other is given, the canvas grows.
   */
  'minLength'?: (number);
  /**
   * Visible tokens at most, at least 1. As min_length, it makes the default canvas grow; more than the canvas holds is all of
   * it.
   */
  'maxLength'?: (number);
  /**
   * For "wino": every prediction at least this confident is kept until it is verified, and always the best one. In (0, 1].
   */
  'draftThreshold'?: (number);
  /**
   * For "wino": a token that is less likely than this without itself is masked again. 0 to 1.
   */
  'verifyThreshold'?: (number);
  /**
   * A committed token of the block is replaced where the model is surer than this of another. 0 to 1; 1 never does. Only for
   * models that were trained to edit their tokens.
   */
  'editThreshold'?: (number);
  /**
   * How often a block without masks is read again for edits, at most. 0 to 1024.
   */
  'editRounds'?: (number);
  /**
   * The answer ends before the first of these texts in it: at most 16, each of 1 to 256 characters.
   */
  'stop': (string)[];
  /**
   * Be ready so many milliseconds after acceptance, by committing as many tokens a step as it takes; usage says what that
   * was. An answer that is late all the same is returned. The text then depends on the time the steps take. 0: no haste.
   */
  'finishWithinMs'?: (number);
  /**
   * The response says of each token in which step it was committed.
   */
  'reportSteps'?: (boolean);
  /**
   * Frames also say what each step predicted for the masks that it left. The answer is the same.
   */
  'provisional'?: (boolean);
  '_genLength'?: "genLength";
  '_blockLength'?: "blockLength";
  '_steps'?: "steps";
  '_temperature'?: "temperature";
  '_cfgScale'?: "cfgScale";
  '_threshold'?: "threshold";
  '_seed'?: "seed";
  '_logitsEosInf'?: "logitsEosInf";
  '_confidenceEosEotInf'?: "confidenceEosEotInf";
  '_eosEarlyStop'?: "eosEarlyStop";
  '_lowThreshold'?: "lowThreshold";
  '_factor'?: "factor";
  '_entropyBound'?: "entropyBound";
  '_remaskEta'?: "remaskEta";
  '_suffixWindow'?: "suffixWindow";
  '_minLength'?: "minLength";
  '_maxLength'?: "maxLength";
  '_draftThreshold'?: "draftThreshold";
  '_verifyThreshold'?: "verifyThreshold";
  '_editThreshold'?: "editThreshold";
  '_editRounds'?: "editRounds";
  '_finishWithinMs'?: "finishWithinMs";
  '_reportSteps'?: "reportSteps";
  '_provisional'?: "provisional";
}
