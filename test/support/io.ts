import type { CommandIo } from '../../src/cli/socket/io.js';
import type { Locale } from '../../src/i18n/locale.js';

/** Streams and files in memory: what went in, and what came out. */
export function memoryIo(
  given: {
    stdin?: string;
    files?: Record<string, string | Uint8Array>;
    interactive?: boolean;
    locale?: Locale;
  } = {},
) {
  const written = { out: '', err: '', files: new Map<string, Uint8Array>() };
  async function* piecesOf(content: string | Uint8Array) {
    yield typeof content === 'string' ? Buffer.from(content) : content;
  }
  const io: CommandIo = {
    out: async (text) => {
      written.out += text;
    },
    err: async (text) => {
      written.err += text;
    },
    stdin: () => piecesOf(given.stdin ?? ''),
    async *readFile(path) {
      const content = given.files?.[path] ?? written.files.get(path);
      if (content === undefined) throw Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT', path });
      yield* piecesOf(content);
    },
    writeFile: async (path, data) => {
      written.files.set(path, data);
    },
    saveFile: async (path, pieces, replaces) => {
      const known = given.files?.[path] ?? written.files.get(path);
      if (known !== undefined && !replaces) throw Object.assign(new Error('EEXIST'), { code: 'EEXIST' });
      const taken: Uint8Array[] = [];
      for await (const piece of pieces) taken.push(piece);
      written.files.set(path, Buffer.concat(taken));
    },
    user: 'lan',
    locale: given.locale ?? 'vi',
    interactive: given.interactive ?? false,
    signal: new AbortController().signal,
  };
  return { io, written };
}
