// Original file: proto/unmask/v1/jobs.proto

import type { JobState as _unmask_v1_JobState, JobState__Output as _unmask_v1_JobState__Output } from '../../unmask/v1/JobState.js';
import type { GenerateResponse as _unmask_v1_GenerateResponse, GenerateResponse__Output as _unmask_v1_GenerateResponse__Output } from '../../unmask/v1/GenerateResponse.js';
import type { Status as _google_rpc_Status, Status__Output as _google_rpc_Status__Output } from '../../google/rpc/Status.js';
import type { Long } from '@grpc/proto-loader';

export interface Job {
  /**
   * Chosen by the server: 1 to 128 of [A-Za-z0-9_-].
   */
  'id'?: (string);
  'state'?: (_unmask_v1_JobState);
  /**
   * As in the request, or the server's own. Empty for a job that was cancelled before it started, as are the next three.
   */
  'requestId'?: (string);
  'model'?: (string);
  /**
   * Prompt length, tokens.
   */
  'promptTokens'?: (number);
  /**
   * Answer canvas, tokens. Of an infilling, at most: a variable gap may turn out shorter.
   */
  'genLength'?: (number);
  /**
   * When it was submitted, first started, and ended; milliseconds since 1970, absent while it has not.
   */
  'submittedAtMs'?: (number | string | Long);
  'startedAtMs'?: (number | string | Long);
  'endedAtMs'?: (number | string | Long);
  /**
   * Of a completed job.
   */
  'result'?: (_unmask_v1_GenerateResponse | null);
  /**
   * Of a failed or cancelled job: code, message, details.
   */
  'error'?: (_google_rpc_Status | null);
  '_submittedAtMs'?: "submittedAtMs";
  '_startedAtMs'?: "startedAtMs";
  '_endedAtMs'?: "endedAtMs";
}

export interface Job__Output {
  /**
   * Chosen by the server: 1 to 128 of [A-Za-z0-9_-].
   */
  'id': (string);
  'state': (_unmask_v1_JobState__Output);
  /**
   * As in the request, or the server's own. Empty for a job that was cancelled before it started, as are the next three.
   */
  'requestId': (string);
  'model': (string);
  /**
   * Prompt length, tokens.
   */
  'promptTokens': (number);
  /**
   * Answer canvas, tokens. Of an infilling, at most: a variable gap may turn out shorter.
   */
  'genLength': (number);
  /**
   * When it was submitted, first started, and ended; milliseconds since 1970, absent while it has not.
   */
  'submittedAtMs'?: (number);
  'startedAtMs'?: (number);
  'endedAtMs'?: (number);
  /**
   * Of a completed job.
   */
  'result': (_unmask_v1_GenerateResponse__Output | null);
  /**
   * Of a failed or cancelled job: code, message, details.
   */
  'error': (_google_rpc_Status__Output | null);
  '_submittedAtMs'?: "submittedAtMs";
  '_startedAtMs'?: "startedAtMs";
  '_endedAtMs'?: "endedAtMs";
}
