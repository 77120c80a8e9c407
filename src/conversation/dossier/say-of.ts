/** Replies about one dossier. */
import { sameReceipt } from '../../dossiers/receipt-code/find.js';
import { blocksOf } from '../block.js';
import type { Choice } from '../message.js';
import { writeCommand } from '../reading/command.js';
import { replyOf } from '../reply.js';
import type { Session } from '../session.js';
import { type Context, say, type Turn } from '../turn.js';

/** A reply about the dossier with a code; where the digits of another are awaited, that is said before. */
export function sayOf(
  context: Context,
  receipt: string,
  reply: Parameters<typeof say>[1],
  changes: Partial<Session> = {},
): Turn {
  const { awaiting } = { ...context.session, ...changes };
  const isAnother = awaiting !== null && !sameReceipt(awaiting.code, receipt);
  const waits = isAnother ? blocksOf([context.t('lookup.stillWaits', { code: awaiting.code, receipt })]) : [];
  const { blocks } = replyOf(reply);
  return say(context, { ...reply, blocks: [...waits, ...blocks] }, { kind: 'dossier', receipt }, changes);
}

/** An end to the look-up. */
export function stopChoice({ t }: Context): Choice {
  return { label: t('lookup.choice.stop'), send: writeCommand({ kind: 'stopLookingUp' }) };
}
