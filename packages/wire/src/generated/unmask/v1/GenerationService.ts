// Original file: proto/unmask/v1/generation.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { GenerateRequest as _unmask_v1_GenerateRequest, GenerateRequest__Output as _unmask_v1_GenerateRequest__Output } from '../../unmask/v1/GenerateRequest.js';
import type { GenerateResponse as _unmask_v1_GenerateResponse, GenerateResponse__Output as _unmask_v1_GenerateResponse__Output } from '../../unmask/v1/GenerateResponse.js';
import type { InfillRequest as _unmask_v1_InfillRequest, InfillRequest__Output as _unmask_v1_InfillRequest__Output } from '../../unmask/v1/InfillRequest.js';
import type { ScoreRequest as _unmask_v1_ScoreRequest, ScoreRequest__Output as _unmask_v1_ScoreRequest__Output } from '../../unmask/v1/ScoreRequest.js';
import type { ScoreResponse as _unmask_v1_ScoreResponse, ScoreResponse__Output as _unmask_v1_ScoreResponse__Output } from '../../unmask/v1/ScoreResponse.js';
import type { StreamGenerateResponse as _unmask_v1_StreamGenerateResponse, StreamGenerateResponse__Output as _unmask_v1_StreamGenerateResponse__Output } from '../../unmask/v1/StreamGenerateResponse.js';

/**
 * Text generation by masked diffusion: a fully masked answer is unmasked in steps, most confident tokens first.
 */
export interface GenerationServiceClient extends grpc.Client {
  /**
   * Generates an answer and returns it whole.
   */
  Generate(argument: _unmask_v1_GenerateRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_GenerateResponse__Output>): grpc.ClientUnaryCall;
  Generate(argument: _unmask_v1_GenerateRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_GenerateResponse__Output>): grpc.ClientUnaryCall;
  Generate(argument: _unmask_v1_GenerateRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_GenerateResponse__Output>): grpc.ClientUnaryCall;
  Generate(argument: _unmask_v1_GenerateRequest, callback: grpc.requestCallback<_unmask_v1_GenerateResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Generates an answer and returns it whole.
   */
  generate(argument: _unmask_v1_GenerateRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_GenerateResponse__Output>): grpc.ClientUnaryCall;
  generate(argument: _unmask_v1_GenerateRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_GenerateResponse__Output>): grpc.ClientUnaryCall;
  generate(argument: _unmask_v1_GenerateRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_GenerateResponse__Output>): grpc.ClientUnaryCall;
  generate(argument: _unmask_v1_GenerateRequest, callback: grpc.requestCallback<_unmask_v1_GenerateResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Fills gaps in a text.
   */
  Infill(argument: _unmask_v1_InfillRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_GenerateResponse__Output>): grpc.ClientUnaryCall;
  Infill(argument: _unmask_v1_InfillRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_GenerateResponse__Output>): grpc.ClientUnaryCall;
  Infill(argument: _unmask_v1_InfillRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_GenerateResponse__Output>): grpc.ClientUnaryCall;
  Infill(argument: _unmask_v1_InfillRequest, callback: grpc.requestCallback<_unmask_v1_GenerateResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Fills gaps in a text.
   */
  infill(argument: _unmask_v1_InfillRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_GenerateResponse__Output>): grpc.ClientUnaryCall;
  infill(argument: _unmask_v1_InfillRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_GenerateResponse__Output>): grpc.ClientUnaryCall;
  infill(argument: _unmask_v1_InfillRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_GenerateResponse__Output>): grpc.ClientUnaryCall;
  infill(argument: _unmask_v1_InfillRequest, callback: grpc.requestCallback<_unmask_v1_GenerateResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Says how likely a given continuation is, and whether greedy decoding would give it.
   */
  Score(argument: _unmask_v1_ScoreRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_ScoreResponse__Output>): grpc.ClientUnaryCall;
  Score(argument: _unmask_v1_ScoreRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_ScoreResponse__Output>): grpc.ClientUnaryCall;
  Score(argument: _unmask_v1_ScoreRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_ScoreResponse__Output>): grpc.ClientUnaryCall;
  Score(argument: _unmask_v1_ScoreRequest, callback: grpc.requestCallback<_unmask_v1_ScoreResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Says how likely a given continuation is, and whether greedy decoding would give it.
   */
  score(argument: _unmask_v1_ScoreRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_ScoreResponse__Output>): grpc.ClientUnaryCall;
  score(argument: _unmask_v1_ScoreRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_ScoreResponse__Output>): grpc.ClientUnaryCall;
  score(argument: _unmask_v1_ScoreRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_ScoreResponse__Output>): grpc.ClientUnaryCall;
  score(argument: _unmask_v1_ScoreRequest, callback: grpc.requestCallback<_unmask_v1_ScoreResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Generates an answer: `started`, then a frame for every step that committed tokens, then the result. Snapshots may stand
   * between them.
   */
  StreamGenerate(argument: _unmask_v1_GenerateRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_unmask_v1_StreamGenerateResponse__Output>;
  StreamGenerate(argument: _unmask_v1_GenerateRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_unmask_v1_StreamGenerateResponse__Output>;
  /**
   * Generates an answer: `started`, then a frame for every step that committed tokens, then the result. Snapshots may stand
   * between them.
   */
  streamGenerate(argument: _unmask_v1_GenerateRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_unmask_v1_StreamGenerateResponse__Output>;
  streamGenerate(argument: _unmask_v1_GenerateRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_unmask_v1_StreamGenerateResponse__Output>;
  
  /**
   * Fills gaps in a text: the same events as StreamGenerate's, over the whole text. Once the lengths of variable gaps are found, a
   * snapshot says which positions there are.
   */
  StreamInfill(argument: _unmask_v1_InfillRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_unmask_v1_StreamGenerateResponse__Output>;
  StreamInfill(argument: _unmask_v1_InfillRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_unmask_v1_StreamGenerateResponse__Output>;
  /**
   * Fills gaps in a text: the same events as StreamGenerate's, over the whole text. Once the lengths of variable gaps are found, a
   * snapshot says which positions there are.
   */
  streamInfill(argument: _unmask_v1_InfillRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_unmask_v1_StreamGenerateResponse__Output>;
  streamInfill(argument: _unmask_v1_InfillRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_unmask_v1_StreamGenerateResponse__Output>;
  
}

/**
 * Text generation by masked diffusion: a fully masked answer is unmasked in steps, most confident tokens first.
 */
export interface GenerationServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Generates an answer and returns it whole.
   */
  Generate: grpc.handleUnaryCall<_unmask_v1_GenerateRequest__Output, _unmask_v1_GenerateResponse>;
  
  /**
   * Fills gaps in a text.
   */
  Infill: grpc.handleUnaryCall<_unmask_v1_InfillRequest__Output, _unmask_v1_GenerateResponse>;
  
  /**
   * Says how likely a given continuation is, and whether greedy decoding would give it.
   */
  Score: grpc.handleUnaryCall<_unmask_v1_ScoreRequest__Output, _unmask_v1_ScoreResponse>;
  
  /**
   * Generates an answer: `started`, then a frame for every step that committed tokens, then the result. Snapshots may stand
   * between them.
   */
  StreamGenerate: grpc.handleServerStreamingCall<_unmask_v1_GenerateRequest__Output, _unmask_v1_StreamGenerateResponse>;
  
  /**
   * Fills gaps in a text: the same events as StreamGenerate's, over the whole text. Once the lengths of variable gaps are found, a
   * snapshot says which positions there are.
   */
  StreamInfill: grpc.handleServerStreamingCall<_unmask_v1_InfillRequest__Output, _unmask_v1_StreamGenerateResponse>;
  
}

export interface GenerationServiceDefinition extends grpc.ServiceDefinition {
  Generate: MethodDefinition<_unmask_v1_GenerateRequest, _unmask_v1_GenerateResponse, _unmask_v1_GenerateRequest__Output, _unmask_v1_GenerateResponse__Output>
  Infill: MethodDefinition<_unmask_v1_InfillRequest, _unmask_v1_GenerateResponse, _unmask_v1_InfillRequest__Output, _unmask_v1_GenerateResponse__Output>
  Score: MethodDefinition<_unmask_v1_ScoreRequest, _unmask_v1_ScoreResponse, _unmask_v1_ScoreRequest__Output, _unmask_v1_ScoreResponse__Output>
  StreamGenerate: MethodDefinition<_unmask_v1_GenerateRequest, _unmask_v1_StreamGenerateResponse, _unmask_v1_GenerateRequest__Output, _unmask_v1_StreamGenerateResponse__Output>
  StreamInfill: MethodDefinition<_unmask_v1_InfillRequest, _unmask_v1_StreamGenerateResponse, _unmask_v1_InfillRequest__Output, _unmask_v1_StreamGenerateResponse__Output>
}
