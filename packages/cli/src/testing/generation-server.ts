import { Server, ServerCredentials, type ServerUnaryCall, type ServerWritableStream } from "@grpc/grpc-js";
import {
  type GenerateRequestMessage,
  type GenerateResponseInput,
  type GenerationServiceHandlers,
  generationService,
  type InfillRequestMessage,
  type ScoreRequestMessage,
  type ScoreResponseInput,
  type StreamGenerateResponseInput,
  toServingError,
} from "@unmask/wire";

export type UnaryCall = ServerUnaryCall<GenerateRequestMessage, unknown>;
export type StreamCall = ServerWritableStream<GenerateRequestMessage, StreamGenerateResponseInput>;

/** The result that a text makes. */
export function resultOf(text: string): GenerateResponseInput {
  const cost = {
    forwards: 8,
    steps: 4,
    positionsForwarded: 40,
    committedTokens: 4,
    committedPerForward: 0.5,
    wastedTokens: 2,
  };
  const usage = { promptTokens: 5, completionTokens: 2, ...cost, queueMs: 1, totalMs: 250 };
  return { requestId: "r1", model: "tiny", text, tokenIds: [1, 2], finishReason: "FINISH_REASON_STOP", usage };
}

function filled({ parts }: InfillRequestMessage): string {
  return parts.map(({ text, gap }) => text ?? "_".repeat(gap?.tokens ?? 0)).join("");
}

/**
 * A GenerationService over a real socket that answers as the test says.
 * @param answer the text for a request, or undefined to leave the caller waiting; what it throws is the call's failure
 * @param stream what a streaming call sends; by default nothing
 * @param score what a score gives; what it throws is the call's failure
 */
export async function serveAnswers(
  answer: (request: GenerateRequestMessage, call: UnaryCall) => string | undefined,
  stream: (call: StreamCall) => void = () => {},
  score: (request: ScoreRequestMessage) => ScoreResponseInput = () => ({}),
): Promise<{
  address: string;
  received: GenerateRequestMessage[];
  scored: ScoreRequestMessage[];
  infilled: InfillRequestMessage[];
  close(): void;
}> {
  const received: GenerateRequestMessage[] = [];
  const scored: ScoreRequestMessage[] = [];
  const infilled: InfillRequestMessage[] = [];
  const server = new Server();
  const handlers: GenerationServiceHandlers = {
    Generate: (call, callback) => {
      received.push(call.request);
      try {
        const text = answer(call.request, call);
        if (text !== undefined) callback(null, resultOf(text));
      } catch (error) {
        callback(toServingError(error).toGrpc());
      }
    },
    StreamGenerate: (call) => {
      received.push(call.request);
      stream(call);
    },
    Infill: (call, callback) => {
      infilled.push(call.request);
      callback(null, resultOf(filled(call.request)));
    },
    StreamInfill: (call) => {
      infilled.push(call.request);
      call.write({ result: resultOf(filled(call.request)) });
      call.end();
    },
    Score: (call, callback) => {
      scored.push(call.request);
      try {
        callback(null, score(call.request));
      } catch (error) {
        callback(toServingError(error).toGrpc());
      }
    },
  };
  server.addService(generationService, { ...handlers });
  const port = await new Promise<number>((resolve, reject) => {
    const credentials = ServerCredentials.createInsecure();
    server.bindAsync("127.0.0.1:0", credentials, (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  return { address: `127.0.0.1:${port}`, received, scored, infilled, close: () => server.forceShutdown() };
}
