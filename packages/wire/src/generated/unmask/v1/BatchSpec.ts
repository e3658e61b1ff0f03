// Original file: proto/unmask/v1/batches.proto


export interface BatchSpec {
  /**
   * What each line's body is for: "/v1/chat/completions", "/v1/completions" or "/v1/generate".
   */
  'endpoint'?: (string);
  /**
   * A file that was uploaded before; empty: its content follows as chunks.
   */
  'inputFileId'?: (string);
  /**
   * What the uploaded file is called, at most 255 characters.
   */
  'filename'?: (string);
  /**
   * At most 16 entries; keys of at most 64 characters, values of at most 512.
   */
  'metadata'?: ({[key: string]: string});
}

export interface BatchSpec__Output {
  /**
   * What each line's body is for: "/v1/chat/completions", "/v1/completions" or "/v1/generate".
   */
  'endpoint': (string);
  /**
   * A file that was uploaded before; empty: its content follows as chunks.
   */
  'inputFileId': (string);
  /**
   * What the uploaded file is called, at most 255 characters.
   */
  'filename': (string);
  /**
   * At most 16 entries; keys of at most 64 characters, values of at most 512.
   */
  'metadata': ({[key: string]: string});
}
