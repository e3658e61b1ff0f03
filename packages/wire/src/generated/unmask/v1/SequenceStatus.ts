// Original file: proto/unmask/v1/cluster.proto


export interface SequenceStatus {
  /**
   * The first characters of its job's id; empty where it is another tenant's.
   */
  'jobId'?: (string);
  /**
   * The scheduler that holds it.
   */
  'schedulerId'?: (string);
  'model'?: (string);
  /**
   * "interactive", "standard" or "batch".
   */
  'priority'?: (string);
  /**
   * Steps that are over; of a score, patterns.
   */
  'step'?: (number);
  /**
   * Steps of its schedule; strategies that adapt take fewer.
   */
  'steps'?: (number);
  /**
   * Tokens of the answer that are decided, or that were given; of a score, none.
   */
  'tokens'?: (number);
  /**
   * Tokens of the answer, or of the continuation that is scored.
   */
  'length'?: (number);
  /**
   * The workers that have its next step: none while it waits, two while it is hedged, more for a score's patterns.
   */
  'workerIds'?: (string)[];
  /**
   * Since its submission, milliseconds.
   */
  'ageMs'?: (number | string);
}

export interface SequenceStatus__Output {
  /**
   * The first characters of its job's id; empty where it is another tenant's.
   */
  'jobId': (string);
  /**
   * The scheduler that holds it.
   */
  'schedulerId': (string);
  'model': (string);
  /**
   * "interactive", "standard" or "batch".
   */
  'priority': (string);
  /**
   * Steps that are over; of a score, patterns.
   */
  'step': (number);
  /**
   * Steps of its schedule; strategies that adapt take fewer.
   */
  'steps': (number);
  /**
   * Tokens of the answer that are decided, or that were given; of a score, none.
   */
  'tokens': (number);
  /**
   * Tokens of the answer, or of the continuation that is scored.
   */
  'length': (number);
  /**
   * The workers that have its next step: none while it waits, two while it is hedged, more for a score's patterns.
   */
  'workerIds': (string)[];
  /**
   * Since its submission, milliseconds.
   */
  'ageMs': (number);
}
