/** A dossier in plain words for its holder: where it stands, when it is due, what to do now and where. */
import type { HolderView } from '../../dossiers/look-up/look-up.js';
import { vietnamDate } from '../../time/clock.js';
import type { Dossiers } from '../lookups.js';
import type { Context } from '../turn.js';
import { dateText } from '../wording/facts.js';
import {
  dueLines,
  heldLines,
  holderStandingOf,
  lateLines,
  nextLines,
  partLines,
  statusText,
} from './standing.js';

/** Everything its holder may know of a dossier. */
export async function holderText(context: Context, dossiers: Dossiers, view: HolderView): Promise<string> {
  const { t } = context;
  const standing = await holderStandingOf(context, dossiers, view);
  const { official, place } = standing;
  const { code, owner, receivedAt } = view;
  const { unit } = place;
  const contact = [
    ...(unit?.address ? [t('office.address', { address: unit.address })] : []),
    ...(unit?.phone ? [t('office.phone', { phone: unit.phone })] : []),
  ];
  const parts = await partLines(context, standing, { coded: true });
  const blocks = [
    [owner === null ? t('holder.head', { code }) : t('holder.headOf', { code, owner })],
    [
      t('holder.procedure', { name: official }),
      t('holder.received', { date: dateText(vietnamDate(receivedAt)) }),
    ],
    [
      statusText(context, standing),
      ...heldLines(context, standing),
      ...dueLines(context, standing),
      ...lateLines(context, standing),
    ],
    [...nextLines(context, standing), ...(contact.length > 0 ? [place.name, ...contact] : [])],
    parts.length > 0 ? [t('holder.parts'), ...parts] : [],
  ];
  return blocks.flatMap((lines) => (lines.length > 0 ? [lines.join('\n')] : [])).join('\n\n');
}
