/** `Idempotency-Key`, `If-Match` and `If-None-Match`: what makes it safe to send something again. */
import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { Dossier } from '../../dossiers/model/dossier.js';
import type { NamedRequest } from '../../staff/request-store.js';
import { callerOf } from './auth.js';

const NAME = /^[\x21-\x7e]{1,200}$/;

/** The request under the name its sender gave it; null = it has none; undefined = the name cannot be used. */
export async function namedRequest(
  context: Context,
  about: readonly [what: string, code: string],
): Promise<NamedRequest | null | undefined> {
  const name = context.req.header('Idempotency-Key');
  if (name === undefined) return null;
  if (!NAME.test(name)) return undefined;
  const digest = createHash('sha256')
    .update(JSON.stringify([...about, await context.req.json()]))
    .digest('base64url');
  return { keyId: callerOf(context).id, name, digest };
}

/** The mark of a dossier's version. */
export function etagOf({ version }: Pick<Dossier, 'version'>): string {
  return `"${version}"`;
}

/** What must be true of a dossier for a change: a version, that it exists, or that it does not; null = nothing. */
export type Condition = { version: number } | 'exists' | 'absent' | null;

/** The condition of a request. A mark that none of ours could be is a version no dossier has. */
export function conditionOf(context: Context): Condition {
  const match = context.req.header('If-Match')?.trim();
  if (match === '*') return 'exists';
  if (match !== undefined) return { version: Number(/^"(\d{1,9})"$/.exec(match)?.[1] ?? -1) };
  return context.req.header('If-None-Match')?.trim() === '*' ? 'absent' : null;
}
