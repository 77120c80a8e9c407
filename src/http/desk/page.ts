/** Which page of a list is asked for. */
import { z } from '@hono/zod-openapi';
import type { Dossier } from '../../dossiers/model/dossier.js';

const PAGE = 50;
const MAX_PAGE = 200;
const CURSOR = /^[A-Z]\d{2}(?:\.\d{1,4}){0,3}\/\d{4}-\d{2}-\d{2}\/\d{1,7}$/;

/** The place after a dossier in a list. */
export function cursorOf({ key }: Pick<Dossier, 'key'>): string {
  return Buffer.from(key, 'latin1').toString('base64url');
}

const cursor = z.string().transform((text, context) => {
  const key = Buffer.from(text, 'base64url').toString('latin1');
  if (CURSOR.test(key)) return key;
  context.addIssue({ code: 'custom', message: 'not a place in the list' });
  return z.NEVER;
});

/** Which page of a list. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(PAGE),
  after: cursor.optional().openapi({ type: 'string', description: 'Giá trị next của trang trước' }),
};
