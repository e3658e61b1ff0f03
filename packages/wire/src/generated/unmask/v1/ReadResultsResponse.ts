// Original file: proto/unmask/v1/batches.proto


export interface ReadResultsResponse {
  /**
   * The next bytes of the file, at most 64 KiB.
   */
  'chunk'?: (Buffer | Uint8Array | string);
}

export interface ReadResultsResponse__Output {
  /**
   * The next bytes of the file, at most 64 KiB.
   */
  'chunk': (Buffer);
}
