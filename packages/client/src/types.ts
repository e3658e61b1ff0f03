/** One turn of a conversation. */
export interface Message {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** How the answer is decoded. What is left out has the model's default. */
export interface GenerateParams {
  /** Tokens of the answer's canvas, ≥ 1; prompt and answer together must fit the model's context. */
  readonly genLength?: number | undefined;
  /** Tokens of one semi-autoregressive block, ≥ 1; must divide genLength. */
  readonly blockLength?: number | undefined;
  /** Denoising steps over all blocks, ≥ 1; must be a multiple of genLength / blockLength. */
  readonly steps?: number | undefined;
  /** 0 is greedy; 0 to 100. */
  readonly temperature?: number | undefined;
  /** Classifier-free guidance; 0 is none, anything else doubles the cost of a step. 0 to 100. */
  readonly cfgScale?: number | undefined;
  /** Such as "low_confidence" or "threshold"; the server names what it knows when it refuses another. */
  readonly strategy?: string | undefined;
  /** For "threshold" and "hierarchical": predictions at least this confident are kept. In (0, 1]. */
  readonly threshold?: number | undefined;
  /** 0 to 2⁵³ − 1. The same request with the same seed gives the same answer. */
  readonly seed?: number | undefined;
  /** The end-of-text token is never predicted. */
  readonly logitsEosInf?: boolean | undefined;
  /** End-of-text and end-of-turn are committed last. */
  readonly confidenceEosEotInf?: boolean | undefined;
  /** Stop as soon as a committed end token has no mask before it. */
  readonly eosEarlyStop?: boolean | undefined;
  /** For "hierarchical": the best of each run of masks is kept above it. 0 to threshold. */
  readonly lowThreshold?: number | undefined;
  /** For "factor": the n-th most confident is kept at 1 − factor / (n + 1). Above 0. */
  readonly factor?: number | undefined;
  /** For "entropy_bounded": nats, 0 to 1000. */
  readonly entropyBound?: number | undefined;
  /** For "remdm_cap" and "remdm_rescale": how readily a committed token is masked again. 0 to 1. */
  readonly remaskEta?: number | undefined;
  /** For "wino": predictions at least this confident are kept until they are verified. In (0, 1]. */
  readonly draftThreshold?: number | undefined;
  /** For "wino": a token that is less likely than this without itself is masked again. 0 to 1. */
  readonly verifyThreshold?: number | undefined;
  /** A committed token is replaced where the model is surer than this of another; 1 never does. For models trained to edit. */
  readonly editThreshold?: number | undefined;
  /** How often a block without masks is read again for edits, at most. 0 to 1024. */
  readonly editRounds?: number | undefined;
  /** Masks kept beyond the block, tokens; 0 keeps all. */
  readonly suffixWindow?: number | undefined;
  /** Token ids that are never predicted, at most 256. */
  readonly bannedIds?: readonly number[] | undefined;
  /** What is there from the start; `position` counts from the start of the answer. */
  readonly pins?: readonly Pin[] | undefined;
  /** The answer ends before the first of these texts: at most 16, each of 1 to 256 characters. */
  readonly stop?: readonly string[] | undefined;
  /** Visible tokens before which the answer may not end, 0 to genLength. */
  readonly minLength?: number | undefined;
  /** Visible tokens at most, at least 1. Without a genLength the canvas grows to hold them. */
  readonly maxLength?: number | undefined;
  /** Be ready so many milliseconds after acceptance, by committing more tokens a step; 0: no haste. */
  readonly finishWithinMs?: number | undefined;
  /** The response has `commitSteps`. */
  readonly reportSteps?: boolean | undefined;
  /** Frames have `provisional`. The answer is the same. */
  readonly provisional?: boolean | undefined;
}

/** A token, or a text whose tokens stand from the position on. */
export type Pin =
  | { readonly position: number; readonly tokenId: number; readonly text?: undefined }
  | { readonly position: number; readonly text: string; readonly tokenId?: undefined };

/** Exactly one way to say what the answer follows. */
export type GenerateInput =
  /** One user turn; the server puts the model's chat template around it. */
  | { readonly prompt: string }
  /** A conversation whose last message is the user's; the chat template is put around it. */
  | { readonly messages: readonly Message[] }
  /** Text without a chat template, for base models. */
  | { readonly rawPrompt: string }
  /** Token ids, used as they are. */
  | { readonly promptIds: readonly number[] };

export type GenerateRequest = GenerateInput & {
  /** Left out: the model that is served. */
  readonly model?: string | undefined;
  readonly params?: GenerateParams | undefined;
  /** 1 to 64 of [A-Za-z0-9_-]. A call repeated with the same id joins the same job. Left out: the server chooses. */
  readonly requestId?: string | undefined;
};

/** A piece of a text with gaps. */
export type InfillPart =
  /** Each of the model's mask tokens in it, such as <|mdm_mask|>, is a gap of one token. */
  | { readonly text: string; readonly gap?: undefined }
  /** So many tokens to be filled in; variable: so many at most. */
  | { readonly gap: { readonly tokens: number; readonly variable?: boolean }; readonly text?: undefined };

/** A text whose gaps are to be filled, and what stands before it, if anything. */
export type InfillRequest = (GenerateInput | object) & {
  readonly parts: readonly InfillPart[];
  readonly model?: string | undefined;
  /** Without genLength, minLength, maxLength and pins, which are what the parts say. */
  readonly params?: GenerateParams | undefined;
  readonly requestId?: string | undefined;
};

/** "stop": an end token or a stop text was reached; "length": the answer fills its canvas. */
export type FinishReason = "stop" | "length";

export interface Usage {
  readonly promptTokens: number;
  /** Visible tokens: what stands before the first end token. */
  readonly completionTokens: number;
  /** Model forward passes; with guidance a step takes two. */
  readonly forwards: number;
  /** Denoising steps. */
  readonly steps: number;
  /** From acceptance to the first step, milliseconds. */
  readonly queueMs: number;
  /** From acceptance to the result, milliseconds. */
  readonly totalMs: number;
  /** Tokens that went through the model, over all forward passes: what the answer cost. */
  readonly positionsForwarded: number;
  /** Tokens that the steps committed, those that were masked again or replaced included. */
  readonly committedTokens: number;
  readonly committedPerForward: number;
  /** Committed tokens that nobody sees: the answer's end, and what stands behind it. */
  readonly wastedTokens: number;
  /** Committed tokens that the strategy would have left for a later step, to be ready in time. */
  readonly hurriedTokens: number;
  /** Whether finishWithinMs was met; undefined where it was not asked for. */
  readonly inTime?: boolean | undefined;
}

export interface GenerateResponse {
  readonly requestId: string;
  readonly model: string;
  /** The answer up to its first end token or stop text; of an infilling, the whole text. */
  readonly text: string;
  readonly tokenIds: readonly number[];
  /** Of each token when it was committed, 0 to 1; 1 for those that the request fixed. */
  readonly confidences: readonly number[];
  /** With reportSteps, of each token the step that committed it, from 0; −1 where none did. */
  readonly commitSteps: readonly number[];
  readonly finishReason: FinishReason;
  /** The stop text before which the answer ends; "": none. */
  readonly stop: string;
  /** Of an infilling: what each gap was filled with. */
  readonly gaps: readonly FilledGap[];
  readonly usage: Usage;
}

export interface FilledGap {
  /** Of its first token, in tokenIds. */
  readonly position: number;
  readonly tokenIds: readonly number[];
  readonly text: string;
}

/** The request is accepted, and its job is in the queue. */
export interface Started {
  readonly requestId: string;
  readonly model: string;
  readonly promptTokens: number;
  /** The answer's canvas, tokens. Of an infilling, at most: a variable gap may turn out shorter. */
  readonly genLength: number;
}

export interface Commit {
  /** In the answer, from 0. */
  readonly position: number;
  readonly tokenId: number;
  /** The token's own text; "" for special tokens, possibly U+FFFD for a part of a character. */
  readonly text: string;
  /** Of the token when it was committed, 0 to 1. */
  readonly confidence: number;
}

/** What one denoising step committed; several steps' commits in one, where the reader is slower than the model. */
export interface Frame {
  /** Step number, from 0; the last one that the frame covers. −1 in a snapshot before the first step. */
  readonly step: number;
  /** Forward passes so far. */
  readonly forwards: number;
  readonly commits: readonly Commit[];
  /** Masked positions left in the answer. */
  readonly masked: number;
  /** Positions, committed earlier, that are masked again. Only remasking strategies have any. */
  readonly remasked: readonly number[];
  /**
   * The commits are all that is decided; so many other positions as `masked` says are masked. For a watcher that is new, or missed
   * frames, and where the canvas becomes shorter.
   */
  readonly snapshot: boolean;
  /** With the parameter of that name: what the step predicted for the masks that it left. The next may think otherwise. */
  readonly provisional: readonly Commit[];
}

/** `started` comes first, then any number of frames, then `result`. */
export type StreamEvent =
  | { readonly kind: "started"; readonly started: Started }
  | { readonly kind: "frame"; readonly frame: Frame }
  | { readonly kind: "result"; readonly response: GenerateResponse };

/** A model that is served. */
export interface Model {
  readonly name: string;
  /** Context: prompt and answer together, tokens. */
  readonly maxLength: number;
  /** Token ids are below this. */
  readonly vocabSize: number;
  /** Whether it takes prompts and messages; a base model takes rawPrompt and promptIds. */
  readonly chat: boolean;
  /** Names that `strategy` may have. */
  readonly strategies: readonly string[];
}

export interface CallOptions {
  /** Aborting cancels the call, and its sequence leaves the cluster at the next step. */
  readonly signal?: AbortSignal | undefined;
  /** From now, milliseconds; past it the call fails with DEADLINE_EXCEEDED. Left out: no deadline. */
  readonly deadlineMs?: number | undefined;
}
