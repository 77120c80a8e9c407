/**
 * A new due date with an apology (NĐ 118/2025 Đ.19.6): once, told at the latest the day before the date promised, with
 * a letter that gives the reason, and to a later working day. The only place that knows this rule. Pure.
 */
import { vietnamDate } from '../../time/clock.js';
import { isPast } from './status.js';

/** What was promised, and how often it has been moved with an apology. */
export type Promised = { dueAt: Date; extensionCount: number };

/** The new date asked for. `at`: when it was told; `hasReason`: a reason came with it. */
export type ExtensionAsked = {
  dueAt: Date;
  at: Date;
  apologyDocument: string | null;
  hasReason: boolean;
  rule: ExtensionRule;
};

/**
 * Events keep the rule they were recorded under, so that a dossier's history reads the same after an upgrade. `lenient`:
 * recorded before `strict` was checked: up to the end of the due day, without a reason.
 */
export type ExtensionRule = 'lenient' | 'strict';

/**
 * `second`: there has been one. `noApology`: the number of the letter is missing; `noReason`: its reason is. `tooLate`: it
 * is told on the due day or later. `notLater`: the new date is not after the old. `dayOff`: nobody is there that day.
 */
export type ExtensionRefusal = 'second' | 'noApology' | 'noReason' | 'tooLate' | 'notLater' | 'dayOff';

/** Why a due date may not be extended so; null = it may. `isDayOff`: left out where no calendar is at hand. */
export function refuseExtension(
  promised: Promised,
  asked: ExtensionAsked,
  isDayOff: (date: string) => boolean = () => false,
): ExtensionRefusal | null {
  const isStrict = asked.rule === 'strict';
  const due = vietnamDate(promised.dueAt);
  const isTooLate = isStrict ? vietnamDate(asked.at) >= due : isPast(promised.dueAt, asked.at);
  if (promised.extensionCount > 0) return 'second';
  if (!asked.apologyDocument?.trim()) return 'noApology';
  if (isTooLate) return 'tooLate';
  if (isStrict && !asked.hasReason) return 'noReason';
  if (vietnamDate(asked.dueAt) <= due) return 'notLater';
  return isDayOff(vietnamDate(asked.dueAt)) ? 'dayOff' : null;
}
