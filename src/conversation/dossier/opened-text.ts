/** Texts about the dossier that is open. */
import type { MessageKey } from '../../i18n/locale.js';
import type { Context } from '../turn.js';
import { moneyText } from '../wording/facts.js';
import { type HolderStanding, withStop } from './standing.js';

/** A text with everything that may stand in one. */
export function keyed({ t }: Context, standing: HolderStanding, key: MessageKey): string {
  const { view, place, holder, procedure, official, due, firstDue, since, by } = standing;
  return t(key, {
    code: view.code,
    contact: place.contact,
    place: place.name,
    holder,
    procedure,
    official,
    date: due ?? '',
    first: firstDue ?? '',
    since,
    by: by ?? '',
    reason: view.reason === null ? '' : withStop(view.reason),
    amount: view.amount === null ? t('holder.amountUnknown') : moneyText(view.amount, t),
  });
}

/** Why it stands where it stands, and why its date was moved; [] = the desk has told nothing. */
export function reasonLines({ t }: Context, { view }: HolderStanding): string[] {
  return [
    ...(view.extended && view.apologyReason
      ? [t('opened.reason.moved', { reason: withStop(view.apologyReason) })]
      : []),
    ...(view.reason === null ? [] : [t('opened.reason', { reason: withStop(view.reason) })]),
  ];
}
