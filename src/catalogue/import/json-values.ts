/** JSON texts as a stream of values: JSON lines, one pretty-printed value, or an array. */
import { type ImportContext, ImportRefused, limitsOf } from './item.js';

/** One JSON value of the file; `row` is its line, or its place in an array, from 1. */
export type JsonValue = { row: number; value: unknown };

const MEGA = 1_000_000;

/**
 * Reads JSON values without holding the whole file, as long as they stand one on a line; a file whose first
 * line is not a value by itself is parsed whole.
 * @throws ImportRefused emptyFile, notUtf8, lineTooLong, invalidJson, truncatedJson, tooManyRows
 */
export async function* readJsonValues(
  input: AsyncIterable<Uint8Array>,
  context: ImportContext,
): AsyncGenerator<JsonValue, void, undefined> {
  const { maxRows, maxLineChars } = limitsOf(context);
  const lines = splitLines(input, maxLineChars);
  let count = 0;
  for await (const line of lines) {
    const value = parseJson(line.text);
    if (value === undefined && count === 0) {
      yield* parseWhole(line, lines, maxRows, maxLineChars * 2);
      return;
    }
    if (value === undefined)
      throw new ImportRefused(line.last ? 'truncatedJson' : 'invalidJson', { row: line.row });
    if (Array.isArray(value)) {
      yield* capRows(value, maxRows);
      count += value.length;
      continue;
    }
    count += 1;
    if (count > maxRows) throw new ImportRefused('tooManyRows', { row: line.row }, { limit: maxRows });
    yield { row: line.row, value };
  }
  if (count === 0) throw new ImportRefused('emptyFile', { row: 0 });
}

type Line = { row: number; text: string; last: boolean };

/** Parses a file whose values span lines; `first` has been taken from `rest` already. */
async function* parseWhole(first: Line, rest: AsyncIterable<Line>, maxRows: number, maxChars: number) {
  const texts = [first.text];
  let chars = first.text.length;
  let lastRow = first.row;
  for await (const line of rest) {
    texts.push(line.text);
    chars += line.text.length + 1;
    lastRow = line.row;
    if (chars > maxChars)
      throw new ImportRefused('lineTooLong', { row: line.row }, { limitMb: maxChars / MEGA });
  }
  const whole = texts.join('\n');
  const value = parseJson(whole);
  if (value === undefined) {
    const opened = /^\s*[[{]/.test(whole);
    const closed = /[\]}]\s*$/.test(whole);
    if (!opened) throw new ImportRefused('unknownFormat', { row: first.row });
    throw new ImportRefused(closed ? 'invalidJson' : 'truncatedJson', { row: lastRow });
  }
  yield* capRows(Array.isArray(value) ? value : [value], maxRows);
}

function* capRows(values: unknown[], maxRows: number) {
  if (values.length > maxRows)
    throw new ImportRefused('tooManyRows', { row: maxRows + 1 }, { limit: maxRows });
  for (const [index, value] of values.entries()) yield { row: index + 1, value };
}

/** The parsed value, or undefined when the text is not JSON (JSON itself has no undefined). */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The lines of a UTF-8 text that are not blank, with their numbers from 1. `last` = no line break follows. */
async function* splitLines(
  input: AsyncIterable<Uint8Array>,
  maxChars: number,
): AsyncGenerator<Line, void, undefined> {
  const decode = utf8Decoder();
  let row = 0;
  let open: string[] = [];
  let openChars = 0;
  for await (const chunk of input) {
    const text = decode(chunk, row + 1);
    const parts = text.split('\n');
    const tail = parts.pop() ?? '';
    for (const part of parts) {
      const line = open.length > 0 ? open.join('') + part : part;
      row += 1;
      if (!isBlank(line)) yield { row, text: line, last: false };
      open = [];
      openChars = 0;
    }
    open.push(tail);
    openChars += tail.length;
    if (openChars > maxChars)
      throw new ImportRefused('lineTooLong', { row: row + 1 }, { limitMb: maxChars / MEGA });
  }
  open.push(decode(null, row + 1));
  const text = open.join('');
  if (!isBlank(text)) yield { row: row + 1, text, last: true };
}

/** Blank lines mean nothing in JSON; a file may hold millions of them. */
function isBlank(line: string): boolean {
  return line.trim() === '';
}

/** Decodes UTF-8 strictly; null ends the text. */
function utf8Decoder(): (chunk: Uint8Array | null, row: number) => string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let start = true;
  return (chunk, row) => {
    if (start && chunk) {
      refuseUtf16(chunk);
      start = false;
    }
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch (fault) {
      // A sequence cut at the very end is a cut file, not another encoding.
      if (!chunk) throw new ImportRefused('truncatedJson', { row }, {}, { cause: fault });
      throw new ImportRefused('notUtf8', { row }, { encoding: 'Windows-1258/Latin-1' }, { cause: fault });
    }
  };
}

/** UTF-16 shows by its byte-order mark, or by a zero in one of its first two bytes. */
function refuseUtf16(head: Uint8Array): void {
  const [first, second] = head;
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (marked || first === 0 || second === 0)
    throw new ImportRefused('notUtf8', { row: 1 }, { encoding: 'UTF-16' });
}
