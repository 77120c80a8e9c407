/** Local help sessions as officers write them: `tên | giờ | nơi | mang theo`. Pure. */
import { formatHours, parseHours } from './hours.js';
import { type HelpSession, helpSession } from './unit.js';

/** What to write, for whoever wrote something else. */
export const SESSION_ADVICE =
  'Buổi hỗ trợ ghi như: Tổ viết hộ hồ sơ | T5 07:30-11:00 | ấp Đông Định | căn cước (phần cuối có thể bỏ).';

/** A session from one line; null = the line is not one. */
export function parseSession(line: string): HelpSession | null {
  const [name, hours = '', place, bring] = line.split('|').map((part) => part.trim());
  const read = parseHours(hours);
  if (!('hours' in read)) return null;
  const parsed = helpSession.safeParse({ name, hours: read.hours, place, bring: bring || null });
  return parsed.success ? parsed.data : null;
}

/** The line that `parseSession` reads back. */
export function formatSession({ name, hours, place, bring }: HelpSession): string {
  return [name, formatHours(hours), place, ...(bring ? [bring] : [])].join(' | ');
}
