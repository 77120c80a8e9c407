/**
 * The days off that the law itself names, for what a year's list leaves out: weekend days, which offices may open on, and
 * years without a list. What is decided every year (the other days of Tết and of 2 September, days in lieu) is not here.
 * Pure.
 */
import { dateOf, dayOf } from '../time/day.js';
import type { Holiday, HolidayIndex } from './holiday.js';
import { lunarDay } from './lunar.js';

const LABOUR_CODE = 'Bộ luật Lao động 2019 Đ.112';
const CULTURE_DAY = 'Nghị quyết 28/2026/QH16';

/** Counted for so long: a term never reaches further than the list by more. */
const FIRST_YEAR = 2020;
const LAST_YEAR = 2060;

type Named = readonly [day: number, name: string, nameEn: string, source: string];

function daysOf(year: number): Named[] {
  const on = (monthDay: string) => dayOf(`${year}-${monthDay}`);
  // Whatever is decided, the last day of the old year and the first three of the new one are among the five of Tết.
  const tet = [-1, 0, 1, 2].map((after) => lunarDay(1, 1, year) + after);
  return [
    [on('01-01'), 'Tết Dương lịch', "New Year's Day", LABOUR_CODE],
    ...tet.map((day): Named => [day, 'Tết Nguyên đán', 'Lunar New Year (Tết)', LABOUR_CODE]),
    [lunarDay(10, 3, year), 'Giỗ Tổ Hùng Vương', "Hùng Kings' Commemoration Day", LABOUR_CODE],
    [on('04-30'), 'Ngày Chiến thắng 30/4', 'Reunification Day', LABOUR_CODE],
    [on('05-01'), 'Ngày Quốc tế Lao động', 'International Labour Day', LABOUR_CODE],
    [on('09-02'), 'Quốc khánh', 'National Day', LABOUR_CODE],
    ...(year >= 2026
      ? [[on('11-24'), 'Ngày Văn hóa Việt Nam', 'Vietnamese Culture Day', CULTURE_DAY] satisfies Named]
      : []),
  ];
}

const LAW_DAYS: readonly Named[] = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, i) =>
  daysOf(FIRST_YEAR + i),
).flat();

/**
 * The table with those days in it. A year with a list keeps its own weekdays; in one without a list they stand
 * unverified, as everything there.
 */
export function withLawDays(index: HolidayIndex): HolidayIndex {
  const off = new Map<number, Holiday>();
  for (const [day, name, nameEn, source] of LAW_DAYS) {
    const date = dateOf(day);
    const year = Number(date.slice(0, 4));
    const isWeekend = [0, 6].includes(new Date(date).getUTCDay());
    if (index.worked.has(day) || (index.years.has(year) && !isWeekend)) continue;
    off.set(day, { date, name, nameEn, source, verified: index.years.get(year) ?? false });
  }
  return { ...index, off: new Map([...off, ...index.off]) };
}
