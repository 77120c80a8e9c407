/**
 * The form of a backup: gzipped JSON lines, the same for both databases. First what it is (`Header`); then for each table
 * its name and its rows, each as PostgreSQL writes it; last what is checked when it is read (`Trailer`), with a hash over all
 * lines before.
 */
import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { linesOf, parseJson } from '../socket/lines.js';

const migration = z.object({ name: z.string(), checksum: z.string() });

const header = z.object({
  format: z.literal('motcua-backup'),
  madeAt: z.iso.datetime(),
  /** Of which kind of database. */
  from: z.enum(['embedded', 'postgresql']),
  /** What had been applied to the database: its shape. */
  migrations: z.array(migration).min(1),
  /** Of the master secret it was written under, and the secret itself where the operator wanted it in the file. */
  key: z.string(),
  secret: z.base64().optional(),
  /** Messages to be answered and notices to be sent when it is restored. */
  waiting: z.object({ messages: z.number(), notices: z.number() }),
});

/** The first line: which version wrote the backup, when, and under which key. */
export type Header = z.infer<typeof header>;

const table = z.object({ table: z.string() });

const trailer = z.object({
  tables: z.record(z.string(), z.object({ count: z.number().int(), hash: z.string() })),
  sequences: z.array(z.object({ name: z.string(), value: z.string() })),
  jobs: z.array(z.object({ queue: z.string(), data: z.unknown(), inSeconds: z.number().int() })),
  sha256: z.string(),
});

/** The last line: counts and digests. A file without it was cut off. */
export type Trailer = z.infer<typeof trailer>;

/** A line of a backup, in the order of the file. */
export type BackupPart =
  | { kind: 'header'; header: Header }
  | { kind: 'table'; name: string }
  | { kind: 'row'; row: string }
  | { kind: 'trailer'; trailer: Trailer };

/** What is to be written: the trailer's hash is worked out on the way. */
export type Written =
  | Exclude<BackupPart, { kind: 'trailer' }>
  | { kind: 'trailer'; trailer: Omit<Trailer, 'sha256'> };

/** Not a backup, or not as it was written. */
export class BackupDamaged extends Error {}

const PIECE = 1 << 16;

/** The bytes of a backup. */
export function encodeBackup(parts: AsyncIterable<Written>): AsyncIterable<Uint8Array> {
  const gzip = createGzip();
  pipeline(Readable.from(encodeLines(parts), { objectMode: false }), gzip, () => undefined);
  return gzip;
}

async function* encodeLines(parts: AsyncIterable<Written>): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let piece = '';
  for await (const part of parts) {
    if (piece.length > PIECE) {
      hash.update(piece);
      yield Buffer.from(piece);
      piece = '';
    }
    if (part.kind === 'header') piece += line(part.header);
    else if (part.kind === 'table') piece += line({ table: part.name });
    else if (part.kind === 'row') piece += line(part.row);
    else {
      const sha256 = hash.update(piece).digest('hex');
      yield Buffer.from(piece + line({ ...part.trailer, sha256 }));
      return;
    }
  }
}

const line = (value: unknown) => `${JSON.stringify(value)}\n`;

/** The parts of a backup, in order, the trailer last. Throws `BackupDamaged`; whoever acts on parts before the trailer must be able to take it back. */
export async function* decodeBackup(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<BackupPart> {
  const hash = createHash('sha256');
  let isBegun = false;
  let end: Trailer | null = null;
  for await (const text of linesOf(unzipped(pieces))) {
    if (end) throw new BackupDamaged('something follows the end');
    const value = parseJson(text);
    const closing = trailer.safeParse(value);
    if (closing.success) {
      end = closing.data;
      if (hash.digest('hex') !== end.sha256) throw new BackupDamaged('the hash differs');
      yield { kind: 'trailer', trailer: end };
      continue;
    }
    hash.update(`${text}\n`);
    if (isBegun) yield readPart(value);
    else yield { kind: 'header', header: readHeader(value) };
    isBegun = true;
  }
  if (!end) throw new BackupDamaged('the end is missing');
}

function readHeader(value: unknown): Header {
  const parsed = header.safeParse(value);
  if (!parsed.success) throw new BackupDamaged('it does not begin as a backup');
  return parsed.data;
}

function readPart(value: unknown): BackupPart {
  if (typeof value === 'string') return { kind: 'row', row: value };
  const named = table.safeParse(value);
  if (!named.success) throw new BackupDamaged('a line is neither a table nor a row');
  return { kind: 'table', name: named.data.table };
}

async function* unzipped(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  pipeline(Readable.from(pieces, { objectMode: false }), gunzip, () => undefined);
  try {
    yield* gunzip;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!/^(?:Z_|ERR_STREAM_PREMATURE)/.test(code)) throw error;
    throw new BackupDamaged(`it cannot be unzipped (${code})`, { cause: error });
  }
}
