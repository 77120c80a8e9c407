import { SetupError } from '../../config/setup-error.js';
import type { CommandIo } from './io.js';

/** No row of ours comes near; a few kilobytes of gzip may hold a line of any length. */
const MAX_LINE = 64_000_000;

/**
 * The lines of a stream of UTF-8 pieces, without their ends; the last one needs none. Takes time linear in its length.
 * Throws `SetupError` for a line of more than 64 million characters.
 */
export async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let open: string[] = [];
  let length = 0;
  for await (const piece of pieces) {
    const parts = decoder.decode(piece, { stream: true }).split('\n');
    const rest = parts.pop() ?? '';
    for (const part of parts) {
      yield (open.length > 0 ? open.join('') + part : part).replace(/\r$/, '');
      open = [];
      length = 0;
    }
    open.push(rest);
    length += rest.length;
    if (length > MAX_LINE) throw new SetupError(`một dòng dài quá ${MAX_LINE / 1_000_000} triệu ký tự`);
  }
  const rest = open.join('') + decoder.decode();
  if (rest !== '') yield rest;
}

/** The first line of what is typed; '' = nothing is. */
export async function firstLine({ stdin }: { stdin(): AsyncIterable<Uint8Array> }): Promise<string> {
  for await (const line of linesOf(stdin())) return line;
  return '';
}

/** A text on one line: what somebody wrote cannot pass for lines of ours. */
export function singleLine(text: string): string {
  return text.replace(/[^\S ]+/g, ' ');
}

/** A line of a listing: cells of one line each, tabs between them; null and '' = an empty cell. */
export function listed(...cells: readonly unknown[]): string {
  return `${cells.map((cell) => singleLine(String(cell ?? ''))).join('\t')}\n`;
}

/**
 * Prints the lines of a listing. That there are none is said on standard error: on standard output a script would take it
 * for one.
 */
export async function printList(
  { out, err }: Pick<CommandIo, 'out' | 'err'>,
  lines: readonly string[],
  none: string,
): Promise<void> {
  if (lines.length > 0) await out(lines.join(''));
  else await err(`${none}\n`);
}

/** A line as JSON; null when it is none. */
export function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
