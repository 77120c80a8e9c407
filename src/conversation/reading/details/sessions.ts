/** What a message says of local help sessions: "hôm nào có người viết hộ hồ sơ", "sáng thứ Năm ở ấp Đông Định". Pure. */
import type { Weekday } from '../../../time/day.js';
import { weekdayOfDate } from '../../../units/hours.js';
import { sayings } from '../../sayings.js';
import { coveredBy, phrasePattern, plainLine, withoutNames } from '../../words.js';
import { type NamedDay, withoutDates } from './day.js';

/**
 * `asks`: help is asked about; `placed`: somewhere is named; `line`: in which their names are looked for; `bare`: nothing
 * else is said, names apart.
 */
export type SessionWords = {
  asks: boolean;
  weekday: Weekday | null;
  placed: boolean;
  line: string;
  bare: boolean;
};

const help = phrasePattern(sayings('session-help'));
const locality = phrasePattern(sayings('session-locality'));
const around = [
  phrasePattern(
    sayings(
      'session-help',
      'session-locality',
      'session-neutral',
      'office-day',
      'office-neutral',
      'office-office',
    ),
  ),
  phrasePattern(sayings('filler')),
];

/** What a text that names this day says of them. */
export function readSessions(text: string, { weekday, dates }: NamedDay): SessionWords {
  const undated = withoutDates(text, ' hôm đó ');
  const line = plainLine(undated);
  return {
    // Without its marks "nộp hồ sơ" begins like "nộp hộ".
    asks: line.replaceAll(' ho so ', ' giay to ').search(help) >= 0,
    weekday: weekday ?? (dates[0] ? weekdayOfDate(dates[0]) : null),
    placed: line.search(locality) >= 0,
    line,
    bare: coveredBy(plainLine(withoutNames(undated)), ...around),
  };
}

/** By which a session is spoken of: "Nhà văn hóa ấp Đông Định" by that, or as "ấp Đông Định". The longest first. */
export function spokenNames({ name, place }: { name: string; place: string }): string[] {
  const whole = [name, ...place.split(/[,;(–-]/)].map(plainLine);
  const localities = whole.flatMap((part) =>
    [...part.matchAll(locality)].map(({ index }) => ` ${part.slice(index)}`),
  );
  return [...whole, ...localities]
    .filter((each) => each.trim().includes(' '))
    .toSorted((a, b) => b.length - a.length);
}

/** Whether something is said beside these names. */
export function saysBeside({ line }: SessionWords, names: readonly string[]): boolean {
  const rest = names.reduce((said, name) => said.replaceAll(name, ' '), line);
  return !coveredBy(rest, ...around);
}
