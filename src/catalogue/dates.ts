/**
 * The dates behind what the catalogue says: of the source it was copied from (`sourceDate`), of the comparison by a
 * person (`checkedOn`), of the law's end (`until`). Pure.
 */
import type { Guide, OfficialRecord } from './procedure.js';

/** Where something was read, and when. */
export type Dates = { sourceDate: string | null; checkedOn: string | null };

type Dated = { source: string; sourceDate?: string | null | undefined; checkedOn: string | null };

/** The two dates; null = not known, or nobody has compared. */
export function datesOf({ sourceDate = null, checkedOn }: Dated): Dates {
  return { sourceDate, checkedOn };
}

/** The last day on which it is known to be right; '' = not known. */
export function knownUntil({
  sourceDate = null,
  checkedOn,
}: Pick<Dated, 'sourceDate' | 'checkedOn'>): string {
  return [sourceDate ?? '', checkedOn ?? ''].reduce((one, other) => (one > other ? one : other));
}

/** An official record, and a guide, of before the dates were told apart: the day of copied data is no check. */
export function tellDatesApart<T extends OfficialRecord | Guide>(record: T): T {
  if (!('facts' in record)) return tellApart(record as T & OfficialRecord);
  const facts = Object.entries(record.facts).map(([field, fact]) => [field, fact && tellApart(fact)]);
  return { ...record, facts: Object.fromEntries(facts) };
}

function tellApart<T extends Dated>(said: T): T {
  const { source, sourceDate, checkedOn } = said;
  if (sourceDate !== undefined || checkedOn === null || !isCopyOf(source, checkedOn)) return said;
  return { ...said, sourceDate: checkedOn, checkedOn: null };
}

const PORTAL = 'Cổng Dịch vụ công quốc gia';

/** "Cổng Dịch vụ công quốc gia, qua …", "…, dữ liệu 18/07/2026": nobody has compared what was taken over with that. */
function isCopyOf(source: string, day: string): boolean {
  const date = day.split('-').reverse().join('/');
  return source.startsWith(PORTAL) || (source.includes('dữ liệu') && source.includes(date));
}
