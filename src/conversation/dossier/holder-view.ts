/** A dossier in plain words for its holder: where it stands, when it is due, what to do now and where. */
import type { HolderView } from '../../dossiers/look-up/look-up.js';
import { vietnamDate } from '../../time/clock.js';
import type { Unit } from '../../units/unit.js';
import { type Block, blocksOf, callsOf, listOf } from '../block.js';
import type { Dossiers } from '../lookups.js';
import type { Context } from '../turn.js';
import { dateText } from '../wording/facts.js';
import {
  dueLines,
  heldLines,
  holderStandingOf,
  lateLines,
  nextParts,
  partLines,
  statusText,
} from './standing.js';

/** Everything its holder may know of a dossier. */
export async function holderBlocks(context: Context, dossiers: Dossiers, view: HolderView): Promise<Block[]> {
  const { t } = context;
  const standing = await holderStandingOf(context, dossiers, view);
  const { official, place } = standing;
  const { code, owner, receivedAt } = view;
  return [
    {
      type: 'title',
      text: owner === null ? t('holder.head', { code }) : t('holder.headOf', { code, owner }),
    },
    {
      type: 'facts',
      facts: [
        { label: t('holder.label.procedure'), values: [official] },
        { label: t('holder.label.received'), values: [dateText(vietnamDate(receivedAt))] },
      ],
    },
    ...blocksOf([
      statusText(context, standing),
      ...heldLines(context, standing),
      ...dueLines(context, standing),
      ...lateLines(context, standing),
    ]),
    ...blocksOf(nextParts(context, standing)),
    ...whereBlocks(context, place),
    ...listOf(t('holder.parts'), await partLines(context, standing, { coded: true })),
  ];
}

/** The office with what is known of it; [] = nothing is. */
function whereBlocks({ t }: Context, { name, unit }: { name: string; unit: Unit | null }): Block[] {
  const { address = null, phone = null } = unit ?? {};
  const facts = [
    ...(address ? [{ label: t('office.label.address'), values: [address] }] : []),
    ...(phone ? [{ label: t('office.label.phone'), values: [phone] }] : []),
  ];
  if (facts.length === 0) return [];
  return [
    { type: 'title', level: 3, text: name },
    { type: 'facts', facts },
    ...callsOf(phone ? [phone] : []),
  ];
}
