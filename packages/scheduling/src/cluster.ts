/** What a scheduler knows of its workers and sequences. Plain data; only decide() changes it. */

/** A worker that runs step batches, trusted until its lease ends. */
export interface Replica {
  readonly id: string;
  /** The model it serves. */
  readonly model: string;
  /** Batches it holds at once, ≥ 1: one running, the rest waiting, so that the device never idles. */
  readonly maxInFlight: number;
  /** Model rows of one batch, ≥ 1. */
  readonly maxRows: number;
  /** Padded tokens of one batch, ≥ 1: model rows × the longest row. */
  readonly maxTokens: number;
  /** Longest row, tokens. */
  readonly maxLength: number;
}

/** What a sequence's next step costs. */
export interface StepCost {
  readonly sequenceId: string;
  readonly model: string;
  /** Model rows, 1 or 2 (guidance). */
  readonly rows: number;
  /** Tokens of a row. */
  readonly length: number;
}

/** A sequence that was admitted and has not ended: it is either ready, or in exactly one batch. */
export interface AdmittedSequence extends StepCost {
  /** Order of admission; who waited longer goes first when a batch comes back undone. */
  readonly order: number;
  /** How often its current step was dispatched and not done. */
  failures: number;
}

export interface AttachedReplica {
  readonly replica: Replica;
  /** Its word is good until here. */
  leaseUntilMs: number;
  /** Batches in flight: id → its sequences. */
  readonly inFlight: Map<number, readonly AdmittedSequence[]>;
}

/** The sequences of one model whose next step may run. Maps keep insertion order, so they serve as queues. */
export interface ReadyQueue {
  /** Model rows of all the model's admitted sequences, ready or in a batch. */
  admittedRows: number;
  /** Came back undone: these go first. */
  readonly returned: Map<string, AdmittedSequence>;
  readonly waiting: Map<string, AdmittedSequence>;
}

export interface ClusterState {
  readonly leaseMs: number;
  /** Dispatches of one step before its sequence is given up. */
  readonly maxFailures: number;
  readonly replicas: Map<string, AttachedReplica>;
  readonly sequences: Map<string, AdmittedSequence>;
  readonly ready: Map<string, ReadyQueue>;
  nextBatchId: number;
  nextOrder: number;
}

export function createCluster(leaseMs: number, maxFailures = 5): ClusterState {
  return {
    leaseMs,
    maxFailures,
    replicas: new Map(),
    sequences: new Map(),
    ready: new Map(),
    nextBatchId: 1,
    nextOrder: 0,
  };
}

export function readyQueue(state: ClusterState, model: string): ReadyQueue {
  let queue = state.ready.get(model);
  if (!queue) {
    queue = { admittedRows: 0, returned: new Map(), waiting: new Map() };
    state.ready.set(model, queue);
  }
  return queue;
}

export function* readySequences(queue: ReadyQueue): Generator<AdmittedSequence> {
  yield* queue.returned.values();
  yield* queue.waiting.values();
}
