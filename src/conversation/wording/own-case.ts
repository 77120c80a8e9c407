/** What an answer was worked out for, in one line that can be corrected. Pure. */
import type { MessageKey, Translate } from '../../i18n/locale.js';
import type { Circumstances } from '../reading/circumstances.js';

/** "Tính cho trường hợp: …": what of the told things decided. `caseName`: of the case that was picked. */
export function assumedText(
  t: Translate,
  told: Circumstances,
  assumed: readonly (keyof Circumstances)[],
  caseName: string | null,
): string {
  const what = assumed.map((slot) => (slot === 'inCase' ? (caseName ?? '') : slotText(t, told, slot)));
  return t('case.assumed', { what: what.filter((each) => each !== '').join('; ') });
}

function slotText(t: Translate, told: Circumstances, slot: keyof Circumstances): string {
  const value = told[slot];
  if (slot === 'age' && told.age) return t(`case.age.${told.age.unit}`, { number: told.age.number });
  if (slot === 'marital' && told.marital) return t(`case.marital.${told.marital}`);
  // A child's age tells that it is late.
  const isSo = value === true || (slot === 'late' && value === undefined);
  return t(`case.${slot}.${isSo ? 'yes' : 'no'}` as MessageKey);
}
