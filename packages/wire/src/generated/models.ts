import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { ChatMessage as _unmask_v1_ChatMessage, ChatMessage__Output as _unmask_v1_ChatMessage__Output } from './unmask/v1/ChatMessage.js';
import type { Commit as _unmask_v1_Commit, Commit__Output as _unmask_v1_Commit__Output } from './unmask/v1/Commit.js';
import type { Conversation as _unmask_v1_Conversation, Conversation__Output as _unmask_v1_Conversation__Output } from './unmask/v1/Conversation.js';
import type { FilledGap as _unmask_v1_FilledGap, FilledGap__Output as _unmask_v1_FilledGap__Output } from './unmask/v1/FilledGap.js';
import type { Frame as _unmask_v1_Frame, Frame__Output as _unmask_v1_Frame__Output } from './unmask/v1/Frame.js';
import type { Gap as _unmask_v1_Gap, Gap__Output as _unmask_v1_Gap__Output } from './unmask/v1/Gap.js';
import type { GenerateRequest as _unmask_v1_GenerateRequest, GenerateRequest__Output as _unmask_v1_GenerateRequest__Output } from './unmask/v1/GenerateRequest.js';
import type { GenerateResponse as _unmask_v1_GenerateResponse, GenerateResponse__Output as _unmask_v1_GenerateResponse__Output } from './unmask/v1/GenerateResponse.js';
import type { GenerationServiceClient as _unmask_v1_GenerationServiceClient, GenerationServiceDefinition as _unmask_v1_GenerationServiceDefinition } from './unmask/v1/GenerationService.js';
import type { InfillPart as _unmask_v1_InfillPart, InfillPart__Output as _unmask_v1_InfillPart__Output } from './unmask/v1/InfillPart.js';
import type { InfillRequest as _unmask_v1_InfillRequest, InfillRequest__Output as _unmask_v1_InfillRequest__Output } from './unmask/v1/InfillRequest.js';
import type { ListModelsRequest as _unmask_v1_ListModelsRequest, ListModelsRequest__Output as _unmask_v1_ListModelsRequest__Output } from './unmask/v1/ListModelsRequest.js';
import type { ListModelsResponse as _unmask_v1_ListModelsResponse, ListModelsResponse__Output as _unmask_v1_ListModelsResponse__Output } from './unmask/v1/ListModelsResponse.js';
import type { Model as _unmask_v1_Model, Model__Output as _unmask_v1_Model__Output } from './unmask/v1/Model.js';
import type { ModelServiceClient as _unmask_v1_ModelServiceClient, ModelServiceDefinition as _unmask_v1_ModelServiceDefinition } from './unmask/v1/ModelService.js';
import type { Pin as _unmask_v1_Pin, Pin__Output as _unmask_v1_Pin__Output } from './unmask/v1/Pin.js';
import type { SamplingParams as _unmask_v1_SamplingParams, SamplingParams__Output as _unmask_v1_SamplingParams__Output } from './unmask/v1/SamplingParams.js';
import type { ScoreRequest as _unmask_v1_ScoreRequest, ScoreRequest__Output as _unmask_v1_ScoreRequest__Output } from './unmask/v1/ScoreRequest.js';
import type { ScoreResponse as _unmask_v1_ScoreResponse, ScoreResponse__Output as _unmask_v1_ScoreResponse__Output } from './unmask/v1/ScoreResponse.js';
import type { ScoreUsage as _unmask_v1_ScoreUsage, ScoreUsage__Output as _unmask_v1_ScoreUsage__Output } from './unmask/v1/ScoreUsage.js';
import type { Started as _unmask_v1_Started, Started__Output as _unmask_v1_Started__Output } from './unmask/v1/Started.js';
import type { StreamGenerateResponse as _unmask_v1_StreamGenerateResponse, StreamGenerateResponse__Output as _unmask_v1_StreamGenerateResponse__Output } from './unmask/v1/StreamGenerateResponse.js';
import type { TokenIds as _unmask_v1_TokenIds, TokenIds__Output as _unmask_v1_TokenIds__Output } from './unmask/v1/TokenIds.js';
import type { Usage as _unmask_v1_Usage, Usage__Output as _unmask_v1_Usage__Output } from './unmask/v1/Usage.js';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  unmask: {
    v1: {
      ChatMessage: MessageTypeDefinition<_unmask_v1_ChatMessage, _unmask_v1_ChatMessage__Output>
      Commit: MessageTypeDefinition<_unmask_v1_Commit, _unmask_v1_Commit__Output>
      Conversation: MessageTypeDefinition<_unmask_v1_Conversation, _unmask_v1_Conversation__Output>
      FilledGap: MessageTypeDefinition<_unmask_v1_FilledGap, _unmask_v1_FilledGap__Output>
      FinishReason: EnumTypeDefinition
      Frame: MessageTypeDefinition<_unmask_v1_Frame, _unmask_v1_Frame__Output>
      Gap: MessageTypeDefinition<_unmask_v1_Gap, _unmask_v1_Gap__Output>
      GenerateRequest: MessageTypeDefinition<_unmask_v1_GenerateRequest, _unmask_v1_GenerateRequest__Output>
      GenerateResponse: MessageTypeDefinition<_unmask_v1_GenerateResponse, _unmask_v1_GenerateResponse__Output>
      /**
       * Text generation by masked diffusion: a fully masked answer is unmasked in steps, most confident tokens first.
       */
      GenerationService: SubtypeConstructor<typeof grpc.Client, _unmask_v1_GenerationServiceClient> & { service: _unmask_v1_GenerationServiceDefinition }
      InfillPart: MessageTypeDefinition<_unmask_v1_InfillPart, _unmask_v1_InfillPart__Output>
      InfillRequest: MessageTypeDefinition<_unmask_v1_InfillRequest, _unmask_v1_InfillRequest__Output>
      ListModelsRequest: MessageTypeDefinition<_unmask_v1_ListModelsRequest, _unmask_v1_ListModelsRequest__Output>
      ListModelsResponse: MessageTypeDefinition<_unmask_v1_ListModelsResponse, _unmask_v1_ListModelsResponse__Output>
      Model: MessageTypeDefinition<_unmask_v1_Model, _unmask_v1_Model__Output>
      /**
       * What is served.
       */
      ModelService: SubtypeConstructor<typeof grpc.Client, _unmask_v1_ModelServiceClient> & { service: _unmask_v1_ModelServiceDefinition }
      Pin: MessageTypeDefinition<_unmask_v1_Pin, _unmask_v1_Pin__Output>
      SamplingParams: MessageTypeDefinition<_unmask_v1_SamplingParams, _unmask_v1_SamplingParams__Output>
      ScoreRequest: MessageTypeDefinition<_unmask_v1_ScoreRequest, _unmask_v1_ScoreRequest__Output>
      ScoreResponse: MessageTypeDefinition<_unmask_v1_ScoreResponse, _unmask_v1_ScoreResponse__Output>
      ScoreUsage: MessageTypeDefinition<_unmask_v1_ScoreUsage, _unmask_v1_ScoreUsage__Output>
      Started: MessageTypeDefinition<_unmask_v1_Started, _unmask_v1_Started__Output>
      StreamGenerateResponse: MessageTypeDefinition<_unmask_v1_StreamGenerateResponse, _unmask_v1_StreamGenerateResponse__Output>
      TokenIds: MessageTypeDefinition<_unmask_v1_TokenIds, _unmask_v1_TokenIds__Output>
      Usage: MessageTypeDefinition<_unmask_v1_Usage, _unmask_v1_Usage__Output>
    }
  }
}

