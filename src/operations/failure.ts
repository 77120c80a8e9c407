/** What is said of a fault to somebody at a terminal: one sentence and what to do next, never where in the program. */
import { SetupError } from '../config/setup-error.js';
import type { Say } from '../i18n/terminal.js';

/** Of a longer path only the beginning is told. */
const LONG_PATH = 200;

const FULL = 'Ổ đĩa đã đầy. Giải phóng chỗ rồi chạy lại.';
const FORBIDDEN = 'Không có quyền với {path}. Cấp quyền cho người dùng đang chạy, hoặc chọn chỗ khác.';
const CROWDED = 'Máy đang mở quá nhiều tệp. Chờ một lúc rồi chạy lại.';
const UNREACHABLE =
  'Mất kết nối với cơ sở dữ liệu hoặc dịch vụ bên ngoài. Kiểm tra máy chủ PostgreSQL và đường mạng, rồi chạy lại.';
const BUSY = 'Cơ sở dữ liệu đang quá bận. Chờ một lúc rồi chạy lại.';

/** By the codes of the operating system, of PostgreSQL and of Prisma; `{path}`: the file concerned. */
const SENTENCES: Readonly<Record<string, string>> = {
  ENOENT: 'Không có tệp hoặc thư mục {path}. Kiểm tra lại đường dẫn.',
  ENOTDIR: 'Không có {path}: một phần của đường dẫn là tệp. Kiểm tra lại đường dẫn.',
  EISDIR: '{path} là thư mục, không phải tệp. Ghi đường dẫn của một tệp.',
  ENAMETOOLONG: '{path} dài quá mức. Kiểm tra lại đường dẫn.',
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
  EROFS: '{path} nằm ở nơi chỉ cho đọc. Chọn chỗ khác.',
  EIO: 'Ổ đĩa báo lỗi khi đọc hoặc ghi {path}. Kiểm tra ổ đĩa, rồi chạy lại.',
  ENOSPC: FULL,
  EDQUOT: FULL,
  '53100': FULL,
  EMFILE: CROWDED,
  ENFILE: CROWDED,
  EPIPE: UNREACHABLE,
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  ECONNABORTED: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  EAI_AGAIN: UNREACHABLE,
  P1001: UNREACHABLE,
  P1002: UNREACHABLE,
  P1017: UNREACHABLE,
  '57P01': UNREACHABLE,
  '57P02': UNREACHABLE,
  '57P03': UNREACHABLE,
  P1008: BUSY,
  P2024: BUSY,
  P2028: BUSY,
  '53300': BUSY,
};

/** What `pg` says, without a code, of a connection that went away. */
const LOST = /^(?:Connection terminated|Client has encountered a connection error)/;

/**
 * What a fault of the system means and what to do; null = it is none that anybody outside the program can put right.
 * `path`: the file concerned, where the fault does not name it.
 */
export function systemSentence(error: unknown, say: Say, path?: string): string | null {
  for (const fault of causesOf(error)) {
    const isLost = LOST.test(String(fault.message));
    const sentence = isLost ? UNREACHABLE : SENTENCES[String(fault.originalCode ?? fault.code)];
    if (!sentence) continue;
    const place = path ?? (typeof fault.path === 'string' ? fault.path : say('nơi lưu dữ liệu'));
    return say(sentence, { path: place.length > LONG_PATH ? `${place.slice(0, LONG_PATH)}…` : place });
  }
  return null;
}

/** Where more is to be found about a fault nobody foresaw. */
export type TellMore = (error: unknown, say: Say) => string;

/** The sentence for a fault. `tellMore`: what is added where it is none that was foreseen. */
export function describeFailure(error: unknown, tellMore: TellMore, say: Say): string {
  if (error instanceof SetupError) return error.message;
  const unforeseen = () =>
    `${say('Lỗi không lường trước ({name}).', { name: nameOf(error) })} ${tellMore(error, say)}`;
  return systemSentence(error, say) ?? unforeseen();
}

/** What an entrance adds: the whole fault where the log is at level debug or trace, else how to see it. */
export function tellMoreAt(logLevel: string | undefined): TellMore {
  return (error, say) =>
    logLevel === 'debug' || logLevel === 'trace'
      ? `${say('Chi tiết:')}\n${error instanceof Error ? error.stack : String(error)}`
      : say('Chạy lại với LOG_LEVEL=debug để xem chi tiết, rồi báo người quản trị.');
}

/** What an operator needs to find a fault in the program. Without its message, which may quote what people wrote. */
export function faultDetail(error: unknown): { name: string; frames: string[] }[] {
  return causesOf(error).map((fault) => ({
    name: nameOf(fault),
    frames: String(fault.stack ?? '')
      .split('\n')
      .filter((line) => /^ {4}at /.test(line))
      .map((line) => line.trim()),
  }));
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error ? `${error.name} ${String(error.code)}` : error.name;
}

/** `originalCode`: of PostgreSQL, as Prisma's adapter passes it on, in `meta`. */
type Fault = Partial<
  Record<'code' | 'originalCode' | 'path' | 'stack' | 'message' | 'meta' | 'cause', unknown>
>;

/** The fault, and those it came of. */
function causesOf(error: unknown): Fault[] {
  const causes: Fault[] = [];
  for (let at = error; typeof at === 'object' && at !== null && causes.length < 10; ) {
    const fault: Fault = at;
    causes.push(fault);
    at = fault.cause ?? (fault.meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  }
  return causes;
}
