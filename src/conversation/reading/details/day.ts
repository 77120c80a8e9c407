/** The day a message names. Pure. */
import { shiftDate, WEEKDAYS, type Weekday } from '../../../time/day.js';
import { weekdayOfDate } from '../../../units/hours.js';
import { phrasePattern, plainLine } from '../../words.js';

/** A part of the day, as people name it. */
export type DayPart = 'morning' | 'noon' | 'afternoon' | 'evening';

/** `dates`: `YYYY-MM-DD` in order, [] = no day is named; `weekday`: named by its name; `part`: null = the whole day. */
export type NamedDay = { dates: string[]; weekday: Weekday | null; part: DayPart | null };

/** From when to when a part of the day lasts, `HH:MM`. */
export const PART_HOURS: Readonly<Record<DayPart, { from: string; to: string }>> = {
  morning: { from: '00:00', to: '12:00' },
  noon: { from: '11:30', to: '13:00' },
  afternoon: { from: '12:00', to: '18:00' },
  evening: { from: '18:00', to: '24:00' },
};

const compile = <K extends string>(phrases: Readonly<Record<K, string>>) =>
  (Object.entries(phrases) as [K, string][]).map(([name, list]) => [name, phrasePattern(list)] as const);

const WEEKDAY_NAMES = compile<Weekday>({
  mon: 'thứ hai|thứ 2|t2|monday',
  tue: 'thứ ba|thứ 3|t3|tuesday',
  wed: 'thứ tư|thứ 4|t4|wednesday',
  thu: 'thứ năm|thứ 5|t5|thursday',
  fri: 'thứ sáu|thứ 6|t6|friday',
  sat: 'thứ bảy|thứ 7|t7|saturday',
  sun: 'chủ nhật|chúa nhật|cn|sunday',
});
const PARTS = compile<DayPart>({
  noon: 'trưa|buổi trưa|giữa trưa|noon',
  morning: 'sáng|buổi sáng|morning',
  afternoon: 'chiều|buổi chiều|afternoon',
  evening: 'tối|buổi tối|đêm|evening|tonight',
});
const OFFSETS: readonly (readonly [days: number, pattern: RegExp])[] = [
  [2, phrasePattern('ngày kia|ngày mốt|mai mốt|day after tomorrow')],
  [1, phrasePattern('ngày mai|mai|tomorrow')],
  [0, phrasePattern('hôm nay|hnay|bữa nay|nay|bây giờ|giờ này|lúc này|today|tonight|now|right now')],
];
const NEXT_WEEK = phrasePattern('tuần sau|tuần tới|tuần kế|next week');
const WEEKEND = phrasePattern('cuối tuần|weekend');

/** "24/11", "24/11/2026", "ngày 24 tháng 11". */
const DATE =
  /(?<![\d/])(?:ngày |ngay )?(\d{1,2})(?:\/| tháng | thang )(\d{1,2})(?:(?:\/| năm | nam )(\d{4}))?(?![\d/])/giu;
const ALWAYS = /(?<!ngày |ngay )24\/7\b/g;

/** The day a message names; `today` = the day in Viet Nam it is sent on. A weekday is the next one, today included. */
export function readDay(text: string, today: string): NamedDay {
  const line = plainLine(withoutDates(text, ' '));
  const weekday = WEEKDAY_NAMES.find(([, pattern]) => line.search(pattern) >= 0)?.[0] ?? null;
  const part = PARTS.find(([, pattern]) => line.search(pattern) >= 0)?.[0] ?? null;
  const dates = datesIn(text, today);
  if (dates.length > 0) return { dates, weekday, part };
  const offset = OFFSETS.find(([, pattern]) => line.search(pattern) >= 0)?.[0];
  const start =
    line.search(NEXT_WEEK) >= 0 ? shiftDate(today, 7 - WEEKDAYS.indexOf(weekdayOfDate(today))) : today;
  const named = [
    ...(offset === undefined || (offset === 0 && weekday) ? [] : [shiftDate(today, offset)]),
    ...(weekday ? [next(start, weekday)] : []),
  ];
  if (named.length > 0) return { dates: [...new Set(named)].sort(), weekday, part };
  const weekend = line.search(WEEKEND) >= 0 ? [next(start, 'sat'), next(start, 'sun')].sort() : [];
  return { dates: weekend, weekday, part };
}

/** The text with its dates replaced, so that the words around them can be read. */
export function withoutDates(text: string, replacement: string): string {
  return text.replace(ALWAYS, '24 7').replace(DATE, replacement);
}

function datesIn(text: string, today: string): string[] {
  const found = [...text.replace(ALWAYS, ' ').matchAll(DATE)];
  return found.flatMap(([, day = '', month = '', year]) => {
    const inYear = (number: number) => `${number}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const thisYear = Number(today.slice(0, 4));
    const isThisYear = inYear(thisYear) >= today || /năm nay|nam nay|this year/i.test(text);
    const date = year ? inYear(Number(year)) : inYear(isThisYear ? thisYear : thisYear + 1);
    return isDate(date) ? [date] : [];
  });
}

function isDate(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

function next(from: string, weekday: Weekday): string {
  return shiftDate(from, (WEEKDAYS.indexOf(weekday) - WEEKDAYS.indexOf(weekdayOfDate(from)) + 7) % 7);
}
