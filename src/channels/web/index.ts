import { randomBytes } from 'node:crypto';
import type { AnswerVisitor } from '../../http/chat.js';
import type { Address, Receive } from '../receive.js';

/** The web chat: conversations whose ids the server issues, 128 random bits each, and nobody can choose. */
export function createWebChat(receive: Receive): AnswerVisitor {
  return async ({ conversation, text, region, client }) => {
    const { address, turn } = await receive(
      { channel: 'web', id: conversation ?? '' },
      { text, ...(region ? { region } : {}) },
      issueConversation,
      client,
    );
    return { conversation: address.id, replies: turn.replies };
  };
}

function issueConversation(): Address {
  return { channel: 'web', id: randomBytes(16).toString('base64url') };
}
