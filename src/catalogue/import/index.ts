/** Reads a catalogue file of any known form; the form is told by the content, never by the name. */
import { createHash } from 'node:crypto';
import { capBytes, gunzip, isGzip, peekBytes } from './bytes.js';
import {
  type CatalogueItem,
  type CatalogueReader,
  type ImportContext,
  ImportRefused,
  limitsOf,
  warning,
} from './item.js';
import { type JsonValue, readJsonValues } from './json-values.js';
import { isNationalRow, readNationalRow } from './national-jsonl.js';
import { isOwnRow, readOwnRow } from './own-jsonl.js';
import { isPortalAnswer, readPortalAnswer } from './portal-json.js';
import { watchNames } from './repeated-names.js';
import { readWorkbook } from './workbook-reader.js';

const HEAD_BYTES = 8;
const ZIP_MAGIC = [0x50, 0x4b, 0x03, 0x04];
/** The container of .xls files and of workbooks with a password. */
const OLE_MAGIC = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * Streams the entries and findings of a file: JSON lines of the national catalogue or of our own export (plain
 * or gzip), answers of the national portal, or our workbook. Identical repeats are dropped with a warning.
 * @throws ImportRefused for faults of the file as a whole; everything yielded before is then void
 */
export const readCatalogueFile: CatalogueReader = async function* (input, context) {
  const { head, whole } = await peekBytes(input, HEAD_BYTES);
  if (head.length === 0) throw new ImportRefused('emptyFile', { row: 0 });
  if (startsWith(head, OLE_MAGIC)) throw new ImportRefused('oldExcel', { row: 0 });
  const read = startsWith(head, ZIP_MAGIC) ? readWorkbook : readJson;
  yield* watchNames(withoutRepeats(read(isGzip(head) ? gunzip(whole) : whole, context)));
};

const readJson: CatalogueReader = async function* (input, context) {
  for await (const value of readJsonValues(capBytes(input, limitsOf(context).maxBytes), context)) {
    yield* readValue(value, context);
  }
};

/** Each value tells its own form, so that files of one form can be joined freely. */
function readValue(json: JsonValue, context: ImportContext): CatalogueItem[] {
  const { row, value } = json;
  if (typeof value === 'object' && value !== null) {
    if (isOwnRow(value)) return readOwnRow(json);
    if (isPortalAnswer(value)) return readPortalAnswer(json, context);
    if (isNationalRow(value)) return readNationalRow(json, context);
  }
  if (row === 1) throw new ImportRefused('unknownFormat', { row });
  return [warning('badRow', { row }, { reason: 'không có mã và tên' })];
}

/** @throws ImportRefused conflictingRows, noEntries */
async function* withoutRepeats(
  items: AsyncIterable<CatalogueItem>,
): AsyncGenerator<CatalogueItem, void, undefined> {
  const seen = new Map<string, { row: number; digest: string }>();
  let isEmpty = true;
  for await (const item of items) {
    isEmpty = false;
    if (item.kind === 'finding') {
      yield item;
      continue;
    }
    const { key, where, content } = identityOf(item);
    const digest = digestOf(content);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, { row: where.row, digest });
      yield item;
    } else if (first.digest === digest) {
      yield warning('duplicateRow', where, { first: first.row });
    } else {
      throw new ImportRefused('conflictingRows', where, { code: key, first: first.row, second: where.row });
    }
  }
  if (isEmpty) throw new ImportRefused('noEntries', { row: 0 });
}

/** What an item is about, where it stands and what it says. Ids of facts look like no code. */
function identityOf(item: Exclude<CatalogueItem, { kind: 'finding' }>) {
  if (item.kind === 'knowledge') {
    return { key: item.change.id, where: item.origin, content: [item.change] };
  }
  const { code, origin, official, guide, abolish, corrections } = item.entry;
  return { key: code, where: { ...origin, code }, content: [official, guide, abolish, corrections] };
}

function digestOf(content: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64');
}

function startsWith(head: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => head[index] === byte);
}
