/** Replies about one dossier. */
import type { Choice } from '../message.js';
import { writeCommand } from '../reading/command.js';
import type { Session } from '../session.js';
import { type Context, say, type Turn } from '../turn.js';

/** A reply about the dossier with a code. */
export function sayOf(
  context: Context,
  receipt: string,
  reply: Parameters<typeof say>[1],
  changes: Partial<Session> = {},
): Turn {
  return say(context, reply, { kind: 'dossier', receipt }, changes);
}

/** An end to the look-up. */
export function stopChoice({ t }: Context): Choice {
  return { label: t('lookup.choice.stop'), send: writeCommand({ kind: 'stopLookingUp' }) };
}
