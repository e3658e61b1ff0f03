// Original file: proto/unmask/v1/worker.proto


export interface RowPrediction {
  /**
   * int32[C].
   */
  'tokenIds'?: (Buffer | Uint8Array | string);
  /**
   * float32[C], each in [0, 1].
   */
  'confidence'?: (Buffer | Uint8Array | string);
  /**
   * float32[C], each in [0, 1].
   */
  'margin'?: (Buffer | Uint8Array | string);
  /**
   * float32[C], nats.
   */
  'entropy'?: (Buffer | Uint8Array | string);
  /**
   * float32[C]; 0 where no target was given.
   */
  'targetLogProb'?: (Buffer | Uint8Array | string);
}

export interface RowPrediction__Output {
  /**
   * int32[C].
   */
  'tokenIds': (Buffer);
  /**
   * float32[C], each in [0, 1].
   */
  'confidence': (Buffer);
  /**
   * float32[C], each in [0, 1].
   */
  'margin': (Buffer);
  /**
   * float32[C], nats.
   */
  'entropy': (Buffer);
  /**
   * float32[C]; 0 where no target was given.
   */
  'targetLogProb': (Buffer);
}
