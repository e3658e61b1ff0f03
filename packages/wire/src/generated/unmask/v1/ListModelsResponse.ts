// Original file: proto/unmask/v1/models.proto

import type { Model as _unmask_v1_Model, Model__Output as _unmask_v1_Model__Output } from '../../unmask/v1/Model.js';

export interface ListModelsResponse {
  /**
   * At least one.
   */
  'models'?: (_unmask_v1_Model)[];
}

export interface ListModelsResponse__Output {
  /**
   * At least one.
   */
  'models': (_unmask_v1_Model__Output)[];
}
