/** A head as it is written down elsewhere: one line of JSON that nobody can make without the key. Pure. */
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Head } from './chain.js';

const headLine = z.object({
  id: z.number().int(),
  takenAt: z.iso.datetime().transform((written) => new Date(written)),
  dossiers: z.number().int(),
  mac: z.string().min(1),
  sign: z.string(),
});

/** What is known of a head from elsewhere. */
export type KeptHead = Pick<Head, 'takenAt' | 'mac'>;

type Content = Pick<Head, 'id' | 'takenAt' | 'dossiers' | 'mac'>;

function signOf(chainKey: Buffer, { id, takenAt, dossiers, mac }: Content): string {
  const content = JSON.stringify([id, takenAt, dossiers, mac]);
  return createHmac('sha256', chainKey).update('head kept elsewhere\n').update(content).digest('base64url');
}

/** The head in one line, without the line's end. */
export function writeHeadLine(chainKey: Buffer, { id, takenAt, dossiers, mac }: Head): string {
  const sign = signOf(chainKey, { id, takenAt, dossiers, mac });
  return JSON.stringify({ id, takenAt, dossiers, mac, sign });
}

/** Reads a line back; null = this program did not write it with this key, or not all of it. */
export function readHeadLine(chainKey: Buffer, line: string): KeptHead | null {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return null;
  }
  const read = headLine.safeParse(json);
  if (!read.success || read.data.sign !== signOf(chainKey, read.data)) return null;
  return { takenAt: read.data.takenAt, mac: read.data.mac };
}
