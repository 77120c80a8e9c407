/**
 * Giving a new date once, with an apology (NĐ 118/2025 Đ.19.6): not more than one time, at the latest the day before
 * the date promised, with a written apology that names the reason. Pure.
 */
import { dayOf } from '../time/day.js';
import type { WorkCalendar } from './working-days.js';

/** The record of an extension: the old date is kept, and so is the letter that asked for the new one. */
export type Extension = {
  /** The date promised before, and the new one, `YYYY-MM-DD`. */
  dueOriginal: string;
  due: string;
  /** Number and date of the letter (văn bản xin lỗi và đề nghị gia hạn). */
  apologyNumber: string;
  apologisedOn: string;
  reason: string;
};

/**
 * `second`: there has been one. `noApology`: number or reason of the letter is missing. `tooLate`: the letter is not of
 * the day before the due date or earlier. `notLater`: the new date is not after the old. `dayOff`: nobody is there.
 */
export type ExtensionRefusal = 'second' | 'noApology' | 'tooLate' | 'notLater' | 'dayOff';

/** The extension to record, or why there can be none. `previous`: the one there has been; null = none. */
export function extendDue(
  promised: { due: string; previous: Extension | null },
  asked: Omit<Extension, 'dueOriginal'>,
  calendar: WorkCalendar,
): { extension: Extension } | { refused: ExtensionRefusal } {
  if (promised.previous !== null) return { refused: 'second' };
  if (asked.apologyNumber.trim() === '' || asked.reason.trim() === '') return { refused: 'noApology' };
  if (asked.apologisedOn >= promised.due) return { refused: 'tooLate' };
  if (asked.due <= promised.due) return { refused: 'notLater' };
  if (calendar.dayOff(dayOf(asked.due))) return { refused: 'dayOff' };
  return { extension: { dueOriginal: promised.due, ...asked } };
}
