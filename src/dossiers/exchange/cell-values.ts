/** What single cells of a desk's export say, or what to write instead. Pure. */
import { fold } from '../../search/fold.js';
import { joinLines, nfc } from '../../security/text.js';
import { instantOf, vietnamDate, vietnamTime } from '../../time/clock.js';
import type { Submission } from '../model/dossier.js';
import { findReceiptCodes } from '../receipt-code/find.js';
import { COLUMNS, type ImportColumn } from './columns.js';
import { type Cell, type DayOrder, readMoment, readTimeOfDay } from './date-cell.js';
import { isGarbled } from './old-fonts.js';

/** A cell that holds something. */
export type Filled = Exclude<Cell, null>;

/** What is wrong with a cell. */
export type Wrong = { message: string };

const wrong = (column: ImportColumn): Wrong => ({ message: COLUMNS[column].advice });

/** A formula in the text of a name or a reason would run in the next spreadsheet it is copied to. */
const FORMULA = /^\s*[=@+-]/;

/** A text as it can be shown to anybody. */
export function readText(cell: Filled, column: ImportColumn, max: number): string | Wrong {
  const written = nfc(String(cell)).trim();
  // Points of a list begin so, which are no formula.
  const text =
    column === 'reason' ? written.replace(/^(?:[-•*–]\s*|\+\s+)(?=\p{L})/u, '') : joinLines(written);
  if (text.length > max) return wrong(column);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no database takes them
  const broken = /[\u0000-\u0008\ufffd]/.test(text) || /\p{Cs}/u.test(text);
  if (isGarbled(text))
    return {
      message:
        'Chữ tiếng Việt bị hỏng (mất dấu thành "?" hoặc sai bảng mã). Xuất lại tệp bằng Unicode (UTF-8).',
    };
  return FORMULA.test(text.normalize('NFKC')) || broken ? wrong(column) : text;
}

/** The only receipt code in a cell. */
export function readCodeCell(cell: Filled): string | Wrong {
  const [found, another] = findReceiptCodes(String(cell).slice(0, 300));
  return found?.kind === 'receipt' && !another ? found.canonical : wrong('code');
}

const SUBMISSIONS = new Map<string, Submission>(
  Object.entries({
    direct:
      '1|truc tiep|direct|tai quay|mot cua|tai mot cua|nop truc tiep|truc tiep tai mot cua|truc tiep tai quay|tai bo phan mot cua|quay',
    online:
      '2|truc tuyen|online|qua mang|nop truc tuyen|dich vu cong|dvc|dvcqg|cong dvcqg|cong dich vu cong|cong dich vu cong quoc gia|dvc truc tuyen|dich vu cong truc tuyen|tu xa|dvctt|internet|cong dvc quoc gia|cong quoc gia',
    post: '3|buu chinh|buu chinh cong ich|post|bcci|buu dien|qua buu dien|qua buu chinh|dich vu bcci|dich vu buu chinh cong ich',
  } satisfies Record<Submission, string>).flatMap(([submission, words]) =>
    words.split('|').map((word) => [word, submission as Submission] as const),
  ),
);

/** What longer words for a way of handing in are about. */
const CHANNELS: readonly (readonly [Submission, RegExp])[] = [
  ['direct', /\b(?:truc tiep|mot cua|quay)\b/],
  ['online', /\b(?:truc tuyen|online|dvc|dvcqg|dich vu cong|vneid)\b/],
  ['post', /\b(?:buu chinh|buu dien|bcci)\b/],
];

/** How a dossier was handed in. */
export function readSubmission(cell: Filled): Submission | Wrong {
  const word = fold(String(cell))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const meant = CHANNELS.filter(([, about]) => about.test(word)).map(([submission]) => submission);
  const [only, another] = meant;
  return SUBMISSIONS.get(word) ?? (only && !another ? only : wrong('submission'));
}

/** A moment; a day without a time stands for `time` of it. */
export function momentOf(
  cell: Filled,
  column: ImportColumn,
  { time, order }: { time: string; order: DayOrder | undefined },
): Date | Wrong {
  const moment = readMoment(cell, order);
  const day = moment ? vietnamDate(moment.at) : '';
  if (!moment || day < '1990' || day >= '2151') return wrong(column);
  return moment.hasTime ? moment.at : instantOf(day, time);
}

/** The time in a column of times; `whole`: the moment it stands for where the cell tells the day as well. */
export type Hour = { time: string; whole: Date | undefined };

/** A cell of a column of times. */
export function readHour(cell: Filled, column: ImportColumn, order: DayOrder | undefined): Hour | Wrong {
  const time = readTimeOfDay(cell);
  if (time !== null) return { time, whole: undefined };
  const moment = readMoment(cell, order);
  if (!moment?.hasTime) return wrong(column);
  return { time: vietnamTime(moment.at).time, whole: moment.at };
}

/** The moment of a day at the time told beside it. Where each of two cells tells another, neither is believed. */
export function withHour(
  cell: Filled,
  column: ImportColumn,
  { hour, order }: { hour: Hour; order: DayOrder | undefined },
): Date | Wrong {
  const moment = momentOf(cell, column, { time: hour.time, order });
  if (!(moment instanceof Date)) return moment;
  const { date, time } = vietnamTime(moment);
  const isSame =
    (time === '00:00' || hour.time.startsWith(time)) && (!hour.whole || vietnamDate(hour.whole) === date);
  return isSame
    ? instantOf(date, hour.time)
    : { message: 'Cột ngày và cột giờ nói hai lúc khác nhau. Kiểm tra lại hai ô.' };
}

/** A day, `YYYY-MM-DD`. */
export function readDayCell(cell: Filled, order: DayOrder | undefined): string | Wrong {
  const moment = momentOf(cell, 'supplementBy', { time: '12:00', order });
  return moment instanceof Date ? vietnamDate(moment) : moment;
}
