/** Moments as people write them. Pure. */
import { instantOf } from './clock.js';
import { dateOf, dayOf } from './day.js';

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/i;
const VIETNAMESE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2})[:hg](\d{2}))?$/i;

/**
 * A moment as people write it: `2026-11-20T09:00`, `2026-11-20 09:00`, `20/11/2026 09:00`, with seconds or an offset
 * where given; without an offset it is Viet Nam's time. A date alone stands for its noon, `hasTime: false`.
 * Null = not a moment, or one that does not exist (30 February).
 */
export function parseMoment(text: string): { at: Date; hasTime: boolean } | null {
  const written = text.trim();
  const turned = VIETNAMESE.exec(written);
  const [, date = '', month = '', year = '', hour, minute = ''] = turned ?? [];
  const iso = turned
    ? `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}${hour ? `T${hour.padStart(2, '0')}:${minute}` : ''}`
    : written;
  const parts = ISO.exec(iso);
  if (!parts) return null;
  const day = iso.slice(0, 10);
  if (Number.isNaN(dayOf(day)) || dateOf(dayOf(day)) !== day) return null;
  const hasTime = parts[4] !== undefined;
  const time = hasTime ? iso.slice(11).replace(/(Z|[+-]\d{2}:\d{2})$/i, '') : '12:00';
  if (time.startsWith('24')) return null;
  const offset = parts[7]?.toUpperCase();
  const at = offset ? new Date(`${day}T${time}${offset}`) : instantOf(day, time);
  return Number.isNaN(at.getTime()) ? null : { at, hasTime };
}
