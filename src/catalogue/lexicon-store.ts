/** The vocabulary: what ships with the program, and what the catalogue officer added to it. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../config/paths.js';
import type { Db } from '../db/open.js';
import { LEXICON_KINDS, type LexiconEntry, type LexiconKind, parseLexicon } from '../search/lexicon.js';

const FOLDER = path.join(projectRoot, 'prisma/seed/lexicon');

/** The entries that ship with the program. */
export function readShippedLexicon(): LexiconEntry[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.tsv'));
  return parseLexicon(
    Object.fromEntries(files.map((file) => [file, readFileSync(path.join(FOLDER, file), 'utf8')])),
  );
}

/** An entry the officer added, and who added it. */
export type AddedEntry = LexiconEntry & { by: string; createdAt: Date };

/** The entries the officer added, in order of addition; they win over shipped ones. */
export async function listAddedEntries(db: Db): Promise<AddedEntry[]> {
  const rows = await db.lexiconEntry.findMany({ orderBy: { id: 'asc' } });
  return rows.flatMap((row) => {
    const kind = LEXICON_KINDS.find((known) => known === row.kind);
    return kind ? [{ ...row, kind }] : [];
  });
}

/** Adds an entry or replaces its meaning. */
export async function saveEntry(db: Db, entry: LexiconEntry, by: string): Promise<void> {
  const { kind, phrase, meaning, note } = entry;
  await db.$executeRaw`
    INSERT INTO lexicon_entries (kind, phrase, meaning, note, "by") VALUES (${kind}, ${phrase}, ${meaning}, ${note}, ${by})
    ON CONFLICT (kind, phrase) DO UPDATE
      SET id = nextval('lexicon_entries_id_seq'), meaning = excluded.meaning, note = excluded.note, "by" = excluded."by"`;
}

/** Takes an added entry back; false when there is none. Shipped entries stay. */
export async function removeEntry(db: Db, kind: LexiconKind, phrase: string): Promise<boolean> {
  const { count } = await db.lexiconEntry.deleteMany({ where: { kind, phrase } });
  return count > 0;
}

/** Changes whenever an entry is added, replaced or removed. One cheap read. */
export async function lexiconRevision(db: Db): Promise<string> {
  const { _max, _count } = await db.lexiconEntry.aggregate({ _max: { id: true }, _count: true });
  return `${_max.id ?? 0}/${_count}`;
}
