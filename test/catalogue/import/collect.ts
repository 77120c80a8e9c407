import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { readCatalogueFile } from '../../../src/catalogue/import/index.js';
import {
  type CatalogueEntry,
  type CatalogueReader,
  type Finding,
  type ImportContext,
  ImportRefused,
} from '../../../src/catalogue/import/item.js';
import type { KnowledgeChange } from '../../../src/catalogue/knowledge.js';
import type { OfficialRecord } from '../../../src/catalogue/procedure.js';
import { official } from '../../support/records.js';

export const CONTEXT: ImportContext = { fileName: 'danh-muc', today: '2026-11-21' };

/** Everything a file yields. */
export async function collect(
  bytes: Uint8Array | string | AsyncIterable<Uint8Array>,
  context: Partial<ImportContext> = {},
  read: CatalogueReader = readCatalogueFile,
): Promise<{ entries: CatalogueEntry[]; knowledge: KnowledgeChange[]; findings: Finding[] }> {
  const entries: CatalogueEntry[] = [];
  const knowledge: KnowledgeChange[] = [];
  const findings: Finding[] = [];
  const input =
    typeof bytes === 'string' || bytes instanceof Uint8Array ? inPieces(Buffer.from(bytes)) : bytes;
  for await (const item of read(input, { ...CONTEXT, ...context })) {
    if (item.kind === 'entry') entries.push(item.entry);
    else if (item.kind === 'knowledge') knowledge.push(item.change);
    else findings.push(item.finding);
  }
  return { entries, knowledge, findings };
}

/** The finding a refused file comes with; fails when it is taken. */
export async function refusal(
  bytes: Uint8Array | string,
  context: Partial<ImportContext> = {},
): Promise<Finding> {
  try {
    await collect(bytes, context);
  } catch (fault) {
    if (fault instanceof ImportRefused) return fault.finding;
    throw fault;
  }
  throw new Error('the file was taken');
}

/** Small odd pieces, so that characters and lines are cut in the middle. */
export function inPieces(bytes: Buffer): AsyncIterable<Uint8Array> {
  const size = Math.max(7, Math.ceil(bytes.length / 1000));
  const count = Math.ceil(bytes.length / size);
  return Readable.from(Array.from({ length: count }, (_, i) => bytes.subarray(i * size, (i + 1) * size)));
}

export const jsonl = (...rows: object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
export const gzipped = (text: string): Uint8Array => gzipSync(text);

/** A row of the national catalogue with the least it needs. */
export const nationalRow = (over: object = {}): object => ({
  code: '1.000001',
  name: 'Đăng ký mẫu',
  ...over,
});

/** An official record that says nothing but its name. */
export const bareRecord = (over: Partial<OfficialRecord> = {}): OfficialRecord =>
  official({ code: '1.000001', name: 'Đăng ký mẫu', checkedOn: null, ...over });
