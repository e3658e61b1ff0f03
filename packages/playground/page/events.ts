/** What POST /v1/generate streams, as far as the page reads it. Names are the HTTP API's. */

export interface Started {
  readonly request_id: string;
  readonly model: string;
  readonly prompt_tokens: number;
  /** The answer's canvas, tokens. */
  readonly gen_length: number;
}

export interface Commit {
  /** In the answer, from 0. */
  readonly position: number;
  readonly token_id: number;
  /** "" for special tokens. */
  readonly text: string;
  /** 0 to 1. */
  readonly confidence: number;
}

/** What one step, or several of them, committed. */
export interface Frame {
  readonly step: number;
  readonly forwards: number;
  readonly commits: readonly Commit[];
  /** Masks left. */
  readonly masked: number;
  /** Positions that are masks again. */
  readonly remasked: readonly number[];
  /** The commits are all that is decided: what a watcher gets first, and after it missed something. */
  readonly snapshot: boolean;
  /** Where it was asked for: what the step predicted for masks that it left. */
  readonly provisional?: readonly Commit[];
}

export interface Usage {
  readonly prompt_tokens: number;
  /** Visible tokens. */
  readonly completion_tokens: number;
  readonly forwards: number;
  readonly steps: number;
  readonly positions_forwarded: number;
  readonly queue_ms: number;
  readonly total_ms: number;
}

export interface Result {
  readonly text: string;
  readonly finish_reason: string;
  readonly usage: Usage;
  /** Of an infilling: what its gaps were filled with. */
  readonly gaps?: readonly { readonly token_ids: readonly number[] }[];
}

export type ServerEvent =
  | { readonly kind: "started"; readonly started: Started }
  | { readonly kind: "frame"; readonly frame: Frame }
  | { readonly kind: "result"; readonly result: Result };
