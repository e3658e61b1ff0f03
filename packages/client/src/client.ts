import {
  ClusterServiceClient,
  clientCredentials,
  GenerationServiceClient,
  type ModelMessage,
  ModelServiceClient,
  type Tls,
} from "@unmask/wire";
import { BatchesClient } from "./batches.js";
import type { Cluster } from "./cluster.js";
import { Connection } from "./connection.js";
import { JobsClient } from "./jobs.js";
import { toEvents, toInfillMessage, toMessage, toResponse, withId } from "./messages.js";
import { type ScoreRequest, type ScoreResponse, toScoreMessage, toScoreResponse } from "./score.js";
import type { CallOptions, GenerateRequest, GenerateResponse, InfillRequest, Model, StreamEvent } from "./types.js";

export interface ClientOptions {
  /** A gateway's gRPC endpoint, "host:port". */
  readonly address: string;
  /** Sent with every call, to a gateway that asks for keys. Do not send one over plain text beyond this machine. */
  readonly apiKey?: string | undefined;
  /** For a gateway that speaks TLS: whom to trust, and what to show where it asks. {} trusts the system's authorities. */
  readonly tls?: Tls | undefined;
  /**
   * Tries after the first: of a server that cannot be reached, or says when to come back. Every request has an id, so that a
   * repeated one is the same job. Default 2.
   */
  readonly retries?: number | undefined;
}

/** A connection to an Unmask cluster; any number of calls run on it side by side. Every failure is a ServingError. */
export class UnmaskClient {
  /** Generation that outlives the call. */
  readonly jobs: JobsClient;
  /** Many requests as a file. */
  readonly batches: BatchesClient;
  readonly #connection: Connection;
  readonly #generation: InstanceType<typeof GenerationServiceClient>;
  readonly #models: InstanceType<typeof ModelServiceClient>;
  readonly #cluster: InstanceType<typeof ClusterServiceClient>;

  /** Connects with the first call, so an address where nobody listens is found out there. */
  constructor({ address, apiKey, tls, retries = 2 }: ClientOptions) {
    const given = clientCredentials(tls);
    this.#connection = new Connection({ address, credentials: given, apiKey, retries });
    this.#generation = new GenerationServiceClient(address, given);
    this.#models = new ModelServiceClient(address, given);
    this.#cluster = new ClusterServiceClient(address, given);
    this.jobs = new JobsClient(this.#connection);
    this.batches = new BatchesClient(this.#connection);
  }

  /**
   * @returns the whole answer
   * @throws {ServingError} INVALID_ARGUMENT with the field, CANCELLED after an abort, DEADLINE_EXCEEDED, UNAVAILABLE, …
   */
  async generate(request: GenerateRequest, options: CallOptions = {}): Promise<GenerateResponse> {
    const message = withId(toMessage(request));
    const response = await this.#connection.unary<Parameters<typeof toResponse>[0]>(
      (metadata, settings, done) => this.#generation.generate(message, metadata, settings, done),
      options,
    );
    return toResponse(response);
  }

  /**
   * @returns the text with its gaps filled
   * @throws {ServingError} as {@link generate} does
   */
  async infill(request: InfillRequest, options: CallOptions = {}): Promise<GenerateResponse> {
    const message = withId(toInfillMessage(request));
    const response = await this.#connection.unary<Parameters<typeof toResponse>[0]>(
      (metadata, settings, done) => this.#generation.infill(message, metadata, settings, done),
      options,
    );
    return toResponse(response);
  }

  /**
   * @returns how likely the continuation is
   * @throws {ServingError} as {@link generate} does
   */
  async score(request: ScoreRequest, options: CallOptions = {}): Promise<ScoreResponse> {
    const message = withId(toScoreMessage(request));
    const response = await this.#connection.unary<Parameters<typeof toScoreResponse>[0]>(
      (metadata, settings, done) => this.#generation.score(message, metadata, settings, done),
      options,
    );
    return toScoreResponse(response);
  }

  /**
   * The answer as it unmasks: `started`, frames, `result`. Leaving the loop early cancels the call.
   * @throws {ServingError} from the iteration, as {@link generate} does
   */
  async *stream(request: GenerateRequest, options: CallOptions = {}): AsyncGenerator<StreamEvent, void, undefined> {
    const message = withId(toMessage(request));
    yield* toEvents(
      this.#connection.stream(
        (metadata, settings) => this.#generation.streamGenerate(message, metadata, settings),
        options,
      ),
    );
  }

  /**
   * The whole text as its gaps fill, in the same events. A gap of unknown length is as long as it may be until a snapshot tells.
   * @throws {ServingError} from the iteration, as {@link generate} does
   */
  async *streamInfill(request: InfillRequest, options: CallOptions = {}): AsyncGenerator<StreamEvent, void, undefined> {
    const message = withId(toInfillMessage(request));
    yield* toEvents(
      this.#connection.stream(
        (metadata, settings) => this.#generation.streamInfill(message, metadata, settings),
        options,
      ),
    );
  }

  /** What is served; the first is meant where a request names none. */
  async models(options: CallOptions = {}): Promise<Model[]> {
    const { models } = await this.#connection.unary<{ models: ModelMessage[] }>(
      (metadata, settings, done) => this.#models.listModels({}, metadata, settings, done),
      options,
    );
    return models.map(({ name, maxLength, vocabSize, chat, strategies }) => {
      return { name, maxLength, vocabSize, chat, strategies };
    });
  }

  /** How the cluster stands. */
  cluster(options: CallOptions = {}): Promise<Cluster> {
    return this.#connection.unary<Cluster>(
      (metadata, settings, done) => this.#cluster.getCluster({}, metadata, settings, done),
      options,
    );
  }

  /** Ends the connection; calls that are under way end with CANCELLED. */
  close(): void {
    this.#generation.close();
    this.#models.close();
    this.#cluster.close();
    this.jobs.close();
    this.batches.close();
  }
}
