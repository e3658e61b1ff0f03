// Original file: proto/unmask/v1/generation.proto

import type { ChatMessage as _unmask_v1_ChatMessage, ChatMessage__Output as _unmask_v1_ChatMessage__Output } from '../../unmask/v1/ChatMessage.js';

export interface Conversation {
  /**
   * At least one message; the last one is the user's.
   */
  'messages'?: (_unmask_v1_ChatMessage)[];
}

export interface Conversation__Output {
  /**
   * At least one message; the last one is the user's.
   */
  'messages': (_unmask_v1_ChatMessage__Output)[];
}
