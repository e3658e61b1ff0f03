// Original file: proto/unmask/v1/generation.proto

import type { Started as _unmask_v1_Started, Started__Output as _unmask_v1_Started__Output } from '../../unmask/v1/Started.js';
import type { Frame as _unmask_v1_Frame, Frame__Output as _unmask_v1_Frame__Output } from '../../unmask/v1/Frame.js';
import type { GenerateResponse as _unmask_v1_GenerateResponse, GenerateResponse__Output as _unmask_v1_GenerateResponse__Output } from '../../unmask/v1/GenerateResponse.js';

export interface StreamGenerateResponse {
  'started'?: (_unmask_v1_Started | null);
  'frame'?: (_unmask_v1_Frame | null);
  'result'?: (_unmask_v1_GenerateResponse | null);
  'event'?: "started"|"frame"|"result";
}

export interface StreamGenerateResponse__Output {
  'started'?: (_unmask_v1_Started__Output | null);
  'frame'?: (_unmask_v1_Frame__Output | null);
  'result'?: (_unmask_v1_GenerateResponse__Output | null);
  'event'?: "started"|"frame"|"result";
}
