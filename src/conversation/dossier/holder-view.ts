/** A dossier in plain words for its holder: where it stands, when it is due, what to do now and where. */
import type { HolderView } from '../../dossiers/look-up/look-up.js';
import { vietnamDate } from '../../time/clock.js';
import { type Block, blocksOf, callsOf, type Fact, listOf, mapOf, placesOf } from '../block.js';
import type { Dossiers } from '../lookups.js';
import type { DossierCard } from '../message.js';
import { writeCommand } from '../reading/command.js';
import type { Context } from '../turn.js';
import { dateText } from '../wording/facts.js';
import {
  awaitedDate,
  dueLines,
  type HolderStanding,
  heldLines,
  holderStandingOf,
  lateLines,
  nextOf,
  nextParts,
  partLines,
  statusOf,
  statusText,
} from './standing.js';
import { stepsOf } from './steps.js';

/** Everything its holder may know of a dossier, told and laid out. */
export async function holderShown(
  context: Context,
  dossiers: Dossiers,
  view: HolderView,
): Promise<{ blocks: Block[]; card: DossierCard }> {
  const standing = await holderStandingOf(context, dossiers, view);
  const card = await cardOf(context, standing);
  const { t } = context;
  const blocks: Block[] = [
    { type: 'title', text: card.title },
    { type: 'facts', facts: card.facts },
    ...blocksOf([
      statusText(context, standing),
      ...heldLines(context, standing),
      ...card.due.told,
      ...lateLines(context, standing),
    ]),
    ...blocksOf(nextParts(context, standing)),
    ...whereBlocks(context, card.office),
    ...listOf(t('holder.parts'), card.parts),
  ];
  return { blocks, card: { ...card, blocks: blocks.length } };
}

/** What is told of it, as blocks alone. */
export async function holderBlocks(context: Context, dossiers: Dossiers, view: HolderView): Promise<Block[]> {
  return (await holderShown(context, dossiers, view)).blocks;
}

async function cardOf(context: Context, standing: HolderStanding): Promise<DossierCard> {
  const { t } = context;
  const { view, official, place, missing } = standing;
  const { code, owner, receivedAt, dueAt } = view;
  const { address = null, phone = null } = place.unit ?? {};
  const isKnown = address !== null || phone !== null;
  return {
    code,
    title: owner === null ? t('holder.head', { code }) : t('holder.headOf', { code, owner }),
    facts: [
      { label: t('holder.label.procedure'), values: [official] },
      { label: t('holder.label.received'), values: [dateText(vietnamDate(receivedAt))] },
    ],
    state: statusOf(context, standing),
    steps: stepsOf(context, standing),
    notes: [...heldLines(context, standing), ...lateLines(context, standing)],
    due: {
      told: dueLines(context, standing),
      date: awaitedDate(standing),
      explain: dueAt === null ? null : writeCommand({ kind: 'whyThisDate' }),
    },
    next: { ...nextOf(context, standing), missing },
    office: isKnown
      ? { name: place.name, address, phone, map: address && mapOf(`${place.name}, ${address}`) }
      : null,
    parts: await partLines(context, standing, { coded: true }),
    follow: [],
    blocks: 0,
  };
}

/** The office with what is known of it; [] = nothing is. */
function whereBlocks({ t }: Context, office: DossierCard['office']): Block[] {
  if (office === null) return [];
  const { name, address, phone } = office;
  const facts: Fact[] = [
    ...(address ? [{ label: t('office.label.address'), values: [address] }] : []),
    ...(phone ? [{ label: t('office.label.phone'), values: [phone] }] : []),
  ];
  return [
    { type: 'title', level: 3, text: name },
    { type: 'facts', facts },
    ...callsOf(phone ? [phone] : []),
    ...placesOf(address, name),
  ];
}
