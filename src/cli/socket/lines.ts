/** The lines of a stream of UTF-8 pieces, without their ends; the last one needs none. */
export async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split(/\r?\n/);
    rest = lines.pop() ?? '';
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}

/** The first line of what is typed; '' = nothing is. */
export async function firstLine({ stdin }: { stdin(): AsyncIterable<Uint8Array> }): Promise<string> {
  for await (const line of linesOf(stdin())) return line;
  return '';
}

/** A text on one line: what somebody wrote cannot pass for lines of ours. */
export function oneLine(text: string): string {
  return text.replace(/[^\S ]+/g, ' ');
}

/** A line of a listing: cells of one line each, tabs between them; null and '' = an empty cell. */
export function listed(...cells: readonly unknown[]): string {
  return `${cells.map((cell) => oneLine(String(cell ?? ''))).join('\t')}\n`;
}

/** A line as JSON; null when it is none. */
export function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
