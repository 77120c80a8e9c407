/** A day for somebody's calendar, as a file every calendar reads (RFC 5545). Pure. */
import { shiftDate } from '../time/day.js';

/** `date`: `YYYY-MM-DD`, the whole day. */
export type CalendarDay = { id: string; date: string; title: string; about: string; place: string | null };

/** The file; `now` is when it was made. The day before is told of. */
export function calendarFile({ id, date, title, about, place }: CalendarDay, now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//motcua//web//VI',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${escapeText(id)}@motcua`,
    `DTSTAMP:${now.toISOString().replace(/[-:]|\.\d+/g, '')}`,
    `DTSTART;VALUE=DATE:${compact(date)}`,
    `DTEND;VALUE=DATE:${compact(shiftDate(date, 1))}`,
    `SUMMARY:${escapeText(title)}`,
    `DESCRIPTION:${escapeText(about)}`,
    ...(place === null ? [] : [`LOCATION:${escapeText(place)}`]),
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escapeText(title)}`,
    'TRIGGER:-PT16H',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function compact(date: string): string {
  return date.replace(/-/g, '');
}

function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');
}

const MAX_OCTETS = 75;

/** Lines have at most 75 octets; what follows goes on after a blank, never in the middle of a character. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let out = '';
  let size = 0;
  for (const character of line) {
    const octets = encoder.encode(character).length;
    if (size + octets > MAX_OCTETS) {
      out += '\r\n ';
      size = 1;
    }
    out += character;
    size += octets;
  }
  return out;
}
