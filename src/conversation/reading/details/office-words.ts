/** What a message says of offices beside its acts: which day, names, what is to be passed on. Pure. */
import { plainLine } from '../../words.js';
import { type NamedDay, readDay } from './day.js';
import { readSessions, type SessionWords } from './sessions.js';

/** What a message says of offices, whatever it does. */
export type OfficeWords = {
  day: NamedDay;
  /** Of the days named, the years that are said. */
  years: string[];
  /** Public holidays are asked about. */
  holidays: boolean;
  /** One line without marks, in which the names of offices are looked for. */
  line: string;
  sessions: SessionWords;
  /** The message itself where it stands in the sentence ("nhắn cho quầy: …"), for the desk; null = it does not. */
  stated: string | null;
};

const HOLIDAY = / (?:tet|nghi le|ngay le|le tet|holiday|holidays) /;
const STATED = /^[^:\n]{4,80}[:\n]\s*(.{6,})$/s;

/** Looks for all of them; `today` is the day it is sent on. */
export function readOffice(text: string, today: string): OfficeWords {
  const line = plainLine(text);
  const day = readDay(text, today);
  return {
    day,
    years: day.dates.map((date) => date.slice(0, 4)).filter((year) => text.includes(year)),
    holidays: HOLIDAY.test(line),
    line,
    sessions: readSessions(text, day),
    stated: STATED.exec(text)?.[1]?.trim() ?? null,
  };
}
