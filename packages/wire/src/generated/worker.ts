import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { Heartbeat as _unmask_v1_Heartbeat, Heartbeat__Output as _unmask_v1_Heartbeat__Output } from './unmask/v1/Heartbeat.js';
import type { Hello as _unmask_v1_Hello, Hello__Output as _unmask_v1_Hello__Output } from './unmask/v1/Hello.js';
import type { RowPrediction as _unmask_v1_RowPrediction, RowPrediction__Output as _unmask_v1_RowPrediction__Output } from './unmask/v1/RowPrediction.js';
import type { SchedulerMessage as _unmask_v1_SchedulerMessage, SchedulerMessage__Output as _unmask_v1_SchedulerMessage__Output } from './unmask/v1/SchedulerMessage.js';
import type { StepBatch as _unmask_v1_StepBatch, StepBatch__Output as _unmask_v1_StepBatch__Output } from './unmask/v1/StepBatch.js';
import type { StepFailure as _unmask_v1_StepFailure, StepFailure__Output as _unmask_v1_StepFailure__Output } from './unmask/v1/StepFailure.js';
import type { StepResult as _unmask_v1_StepResult, StepResult__Output as _unmask_v1_StepResult__Output } from './unmask/v1/StepResult.js';
import type { StepRow as _unmask_v1_StepRow, StepRow__Output as _unmask_v1_StepRow__Output } from './unmask/v1/StepRow.js';
import type { Welcome as _unmask_v1_Welcome, Welcome__Output as _unmask_v1_Welcome__Output } from './unmask/v1/Welcome.js';
import type { WorkerMessage as _unmask_v1_WorkerMessage, WorkerMessage__Output as _unmask_v1_WorkerMessage__Output } from './unmask/v1/WorkerMessage.js';
import type { WorkerServiceClient as _unmask_v1_WorkerServiceClient, WorkerServiceDefinition as _unmask_v1_WorkerServiceDefinition } from './unmask/v1/WorkerService.js';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  unmask: {
    v1: {
      Heartbeat: MessageTypeDefinition<_unmask_v1_Heartbeat, _unmask_v1_Heartbeat__Output>
      Hello: MessageTypeDefinition<_unmask_v1_Hello, _unmask_v1_Hello__Output>
      RowPrediction: MessageTypeDefinition<_unmask_v1_RowPrediction, _unmask_v1_RowPrediction__Output>
      SchedulerMessage: MessageTypeDefinition<_unmask_v1_SchedulerMessage, _unmask_v1_SchedulerMessage__Output>
      StepBatch: MessageTypeDefinition<_unmask_v1_StepBatch, _unmask_v1_StepBatch__Output>
      StepFailure: MessageTypeDefinition<_unmask_v1_StepFailure, _unmask_v1_StepFailure__Output>
      StepResult: MessageTypeDefinition<_unmask_v1_StepResult, _unmask_v1_StepResult__Output>
      StepRow: MessageTypeDefinition<_unmask_v1_StepRow, _unmask_v1_StepRow__Output>
      Welcome: MessageTypeDefinition<_unmask_v1_Welcome, _unmask_v1_Welcome__Output>
      WorkerMessage: MessageTypeDefinition<_unmask_v1_WorkerMessage, _unmask_v1_WorkerMessage__Output>
      /**
       * Internal: between a scheduler, which serves this, and its workers. Arrays on the step path travel as bytes, little
       * endian: int32 for ids and positions, float32 for numbers; varints of 512 ids cost more than the rest of the message.
       */
      WorkerService: SubtypeConstructor<typeof grpc.Client, _unmask_v1_WorkerServiceClient> & { service: _unmask_v1_WorkerServiceDefinition }
    }
  }
}

