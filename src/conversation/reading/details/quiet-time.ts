/** The hours in which somebody does not want to be written to, as people say them. Pure. */
import type { QuietHours } from '../../../notifications/quiet-hours.js';
import { fold } from '../../../search/fold.js';
import { sayings } from '../../sayings.js';
import { coveredBy, phrasePattern, plainLine } from '../../words.js';

const quiet = phrasePattern(sayings('quiet'));
const usual = phrasePattern(sayings('quiet-usual'));
const never = phrasePattern(sayings('quiet-never'));
const around = phrasePattern(sayings('quiet-around', 'follow-polite'));
/** "21h", "21:30", "9 giờ 30 tối", "9 rưỡi tối", "9pm"; without marks. */
const TIME =
  /(?<![\d.])(\d{1,2})(?!\d)(?:\s*(?::|h|g|gio)\s*(\d{2})(?!\d)|\s*(?:h|g|gio)(?![a-z]))?(\s*ruoi(?![a-z]))?\s*((?:buoi )?(?:sang|trua|chieu|toi|dem|khuya)(?![a-z])|am(?![a-z])|pm(?![a-z]))?/g;
const DAY_MINUTES = 24 * 60;
/** Longer than this is not meant: "10 giờ đến 6 giờ" begins in the evening. */
const LONGEST = 16 * 60;

/** `null` hours: the usual ones; `unclear`: about such hours, but not which. Null = the message is something else. */
export function readQuietHours(text: string): { hours: QuietHours | null } | 'unclear' | null {
  const line = plainLine(text);
  if (line.search(usual) >= 0 && coveredBy(line, usual, around)) return { hours: null };
  if (line.search(never) >= 0 && coveredBy(line, never, around)) return { hours: { from: 0, until: 0 } };
  const plain = fold(text);
  const rest = plainLine(plain.replace(TIME, ' '));
  if (rest.search(quiet) < 0 || !coveredBy(rest, quiet, around)) return null;
  const times = [...plain.matchAll(TIME)];
  const [from, until] = times.map(readTime);
  // "Đừng nhắn" alone speaks of something else.
  if (times.length === 0 && rest.search(/ (?:gio (?:im|yen) lang|quiet hours?) /) < 0) return null;
  if (times.length !== 2 || !from || !until) return 'unclear';
  const start = !from.isExact && lengthOf(from.minute, until.minute) > LONGEST ? DAY_MINUTES / 2 : 0;
  const hours = { from: (from.minute + start) % DAY_MINUTES, until: until.minute };
  return hours.from === hours.until ? 'unclear' : { hours };
}

function lengthOf(from: number, until: number): number {
  return (until - from + DAY_MINUTES) % DAY_MINUTES;
}

/** A time of day; `isExact`: morning or evening was said, or is plain. Null = there is no such time. */
function readTime(match: RegExpMatchArray): { minute: number; isExact: boolean } | null {
  const [, hours = '', minutes, half, said] = match;
  const [hour, minute] = [Number(hours), half ? 30 : Number(minutes ?? 0)];
  if (hour > 24 || minute > 59) return null;
  const part = said?.replace('buoi ', '');
  return {
    minute: ((part ? inPart(hour, part) : hour) * 60 + minute) % DAY_MINUTES,
    isExact: part !== undefined || hour > 12 || hour === 0,
  };
}

/** "9 giờ tối" → 21, "12 giờ đêm" → 24, "1 giờ đêm" → 1, "11 giờ trưa" → 11. */
function inPart(hour: number, part: string): number {
  if (hour > 12) return hour;
  if (part === 'am' || part === 'sang') return hour % 12;
  if (part === 'pm' || part === 'chieu') return (hour % 12) + 12;
  if (part === 'trua') return hour < 10 ? hour + 12 : hour;
  if (part === 'toi') return hour === 12 ? 24 : hour + 12;
  return hour >= 7 ? hour + 12 : hour;
}
