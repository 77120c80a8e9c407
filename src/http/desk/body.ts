/** The bodies of the desk's interface: how large, and of what characters. */
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { refuseDesk } from './problems.js';

/** One dossier or event. */
export const MAX_BODY_BYTES = 256 * 1024;
/** A bulk of a thousand. */
export const MAX_BULK_BYTES = 5 * 1024 * 1024;

/** Refuses larger bodies with 413, before they are read to the end. */
export function limitBody(maxSize: number): MiddlewareHandler {
  return bodyLimit({ maxSize, onError: (context) => refuseDesk(context, { code: 'body_too_large' }) });
}

/** NUL and halves of characters, as JSON spells them: no database takes them. */
const UNFIT = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

/** Refuses bodies that are no JSON, and texts that cannot be stored. */
export const refuseUnfitBody: MiddlewareHandler = async (context, next) => {
  if (!carriesBody(context)) return next();
  const text = await respell(context);
  if (text === null) return refuseDesk(context, { code: 'invalid_body' });
  if (UNFIT.test(text)) return refuseDesk(context, { code: 'bad_characters' });
  return next();
};

function carriesBody({ req }: Context): boolean {
  return req.method === 'PUT' || req.method === 'POST';
}

/** The body in our own spelling of JSON; null = it is none, or too deep. */
async function respell({ req }: Context): Promise<string | null> {
  try {
    return JSON.stringify(await req.json());
  } catch (fault) {
    if (fault instanceof SyntaxError || fault instanceof RangeError) return null;
    throw fault;
  }
}
