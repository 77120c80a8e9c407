/** What is known before a desk's file is read: the catalogue, and what the unit has said its words mean. */
import { activeVersions, readGuideDigests, readOfficialDigests } from '../../catalogue/store.js';
import type { Db } from '../../db/open.js';
import { readStatus, type Status } from '../model/status.js';
import { columnNamed, type ImportColumn, plainHeader } from './columns.js';
import type { FileSetting } from './file.js';
import { type Mapping, type MappingKind, readMappings } from './import-store.js';
import { plainStatus } from './practice-status.js';
import { type KnownProcedures, procedureName } from './procedure-cell.js';

/** A column that is to be left out. */
export const LEFT_OUT = 'bỏ qua';

const PLAIN: Readonly<Record<MappingKind, (text: string) => string>> = {
  column: plainHeader,
  status: plainStatus,
  procedure: procedureName,
};

/** How a word is compared with those of its kind. */
export function plainOf(kind: MappingKind, word: string): string {
  return PLAIN[kind](word);
}

const MEANINGS: Readonly<Record<MappingKind, (text: string) => string | null>> = {
  column: (text) => (plainHeader(text) === plainHeader(LEFT_OUT) ? LEFT_OUT : columnNamed(text)),
  status: (text) => readStatus(text)?.toString() ?? null,
  procedure: (text) => (/^\d\.\d{6}$/.test(text.trim()) ? text.trim() : null),
};

/** `từ=nghĩa` as a mapping of a unit; null = it is none. */
export function readMapping(kind: MappingKind, text: string, unit: string | null): Mapping | null {
  const at = text.lastIndexOf('=');
  const said = plainOf(kind, text.slice(0, Math.max(at, 0)));
  const meaning = MEANINGS[kind](text.slice(at + 1));
  return at < 1 || said === '' || meaning === null ? null : { unit: unit ?? '', kind, said, meaning };
}

/** What reading a file of a unit takes; `told` goes before what is remembered. */
export async function readFileSetting(
  db: Db,
  unit: string | null,
  told: readonly Mapping[] = [],
): Promise<FileSetting> {
  const mappings = [...(await readMappings(db, unit)), ...told];
  const of = (kind: MappingKind) =>
    mappings
      .filter((each) => each.kind === kind)
      .map(({ said, meaning }) => [plainOf(kind, said), meaning] as const);
  return {
    columns: new Map(
      of('column').map(([said, name]) => [said, name === LEFT_OUT ? null : (name as ImportColumn)]),
    ),
    statuses: new Map(of('status').map(([said, code]) => [said, Number(code) as Status])),
    procedures: { ...(await readProcedures(db)), told: new Map(of('procedure')) },
  };
}

const PAGE = 500;

async function readProcedures(db: Db): Promise<Omit<KnownProcedures, 'told'>> {
  const active = await activeVersions(db);
  const codes = new Set(active.map(({ code }) => code));
  const names = new Map<string, Set<string>>();
  const add = (name: string | null, code: string) => {
    const plain = procedureName(name ?? '');
    if (plain !== '') names.set(plain, (names.get(plain) ?? new Set()).add(code));
  };
  for (let start = 0; start < active.length; start += PAGE) {
    const page = active.slice(start, start + PAGE);
    const ids = (layer: string) =>
      page.filter((ref) => ref.layer === layer).map(({ versionId }) => versionId);
    for (const { code, name, abolished } of await readOfficialDigests(db, ids('official')))
      if (!abolished) add(name, code);
    for (const { code, plainName } of await readGuideDigests(db, ids('guide'))) add(plainName, code);
  }
  return { has: (code) => codes.has(code), named: (name) => [...(names.get(name) ?? [])] };
}
