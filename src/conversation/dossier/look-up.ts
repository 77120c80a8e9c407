/**
 * Looking a dossier up. A code alone gets one answer, whether the dossier exists or not; its holder gives the last
 * digits of a number told at filing, and sees it for a quarter of an hour in this conversation.
 */

import type { CodeOnlyResult, HolderView, LookupResult } from '../../dossiers/look-up/look-up.js';
import { unitOfCode } from '../../dossiers/model/dossier.js';
import { STATUS_NAMES } from '../../dossiers/model/status.js';
import { describeOwner } from '../../dossiers/model/unit-owner.js';
import { sameReceipt } from '../../dossiers/receipt-code/find.js';
import { vietnamDate } from '../../time/clock.js';
import { topUnit } from '../../units/unit.js';
import { type Block, blocksOf, notesOf } from '../block.js';
import { type FollowOffer, followOffer } from '../following/offer.js';
import type { Dossiers } from '../lookups.js';
import type { Choice, DossierCard } from '../message.js';
import { contactBlocks } from '../office/office.js';
import type { Act } from '../reading/acts.js';
import { writeCommand } from '../reading/command.js';
import { CONSENT } from '../reading/details/consent.js';
import type { DossierCode } from '../reading/details/dossier-codes.js';
import type { DirectAct } from '../reading/direct.js';
import { replyOf } from '../reply.js';
import { othersOf, remembered, type Session, withDossier } from '../session.js';
import { type Context, say, type Turn } from '../turn.js';
import { dateText } from '../wording/facts.js';
import { answerAwaited, waysToOpen } from './awaited.js';
import { answerCodes } from './codes.js';
import { holderShown } from './holder-view.js';
import { sayOf, stopChoice } from './say-of.js';
import { momentText } from './standing.js';

type Receipt = Extract<DossierCode, { kind: 'receipt' }>;

/** Codes in a message: the first that may be kept here is looked up; of the others it is told whose they are. */
export async function answerFound(context: Context, codes: readonly DossierCode[]): Promise<Turn> {
  const { t, lookups } = context;
  const { dossiers } = lookups;
  if (lookups.isPublic) return answerCodes(context, codes, t('dossier.notInGroup'));
  if (!dossiers || !(await dossiers.holds(null))) return answerCodes(context, codes, t('dossier.lookUp'));
  const held: Receipt[] = [];
  for (const code of codes) if (code.kind === 'receipt' && (await dossiers.holds(code.unit))) held.push(code);
  const [first] = held;
  if (!first) return answerCodes(context, codes, t('lookup.elsewhere'));
  const others = codes.filter((code) => code.kind !== 'guess' && !held.some((one) => one === code));
  const told = others.length > 0 ? answerCodes(context, others, t('lookup.elsewhere')).replies : [];
  const named = held.reduce(
    (before, { canonical }) => withDossier(before, canonical, context.now),
    context.session.dossiers,
  );
  const known = { ...context, session: { ...context.session, dossiers: named } };
  const turn = (await openAtOnce(known, dossiers, first)) ?? (await startLookUp(known, dossiers, first));
  const more = held.length > 1 ? [replyOf({ text: t('lookup.oneByOne', { code: first.canonical }) })] : [];
  return { ...turn, replies: [...told, ...more, ...turn.replies] };
}

/** The code and the digits in one message: sending both is the consent. Null = there are no digits, or it is open. */
async function openAtOnce(context: Context, dossiers: Dossiers, receipt: Receipt): Promise<Turn | null> {
  const { session, t } = context;
  const { canonical, digits } = receipt;
  const isOpen = session.opened !== null && sameReceipt(session.opened.code, canonical);
  if (digits === null || isOpen) return null;
  const awaiting = remembered({ code: canonical }, context.now);
  const turn = await tryDigits({ ...context, session: { ...session, awaiting } }, dossiers, digits);
  const [reply] = turn.replies;
  if (!reply || session.consentAt !== null) return turn;
  const blocks = [...reply.blocks, ...blocksOf([t('lookup.agreedAtOnce')])];
  return { ...turn, replies: [replyOf({ ...reply, blocks })] };
}

async function startLookUp(context: Context, dossiers: Dossiers, receipt: Receipt): Promise<Turn> {
  const { t, session } = context;
  const { canonical, original, oldOrder } = receipt;
  if (session.opened && sameReceipt(session.opened.code, canonical))
    return showAgain(context, dossiers, session.opened);
  const corrected =
    original.trim().toUpperCase() === canonical ? [] : [t('lookup.readAs', { code: canonical })];
  const lines = [
    ...corrected,
    ...(oldOrder ? [t('dossier.oldOrder')] : []),
    ...openLines(context, await dossiers.byCode(canonical)),
  ];
  const { awaiting } = session;
  const hasReceipt = awaiting?.hasReceipt === true && sameReceipt(awaiting.code, canonical);
  return askDigits(context, dossiers, canonical, { lines, hasReceipt });
}

/** Asks for the last digits, after some lines. `hasReceipt`: the receipt's code for following was sent. */
export async function askDigits(
  context: Context,
  dossiers: Dossiers,
  code: string,
  { lines, hasReceipt }: { lines: readonly string[]; hasReceipt: boolean },
): Promise<Turn> {
  const { t, now } = context;
  const notice = await noticeOf(context, dossiers, unitOfCode(code));
  const blocks = [...[...lines, t('lookup.ask')].flatMap((line) => blocksOf([line])), ...notice];
  const awaiting = remembered({ code, ...(hasReceipt ? { hasReceipt } : {}) }, now);
  return sayOf(
    context,
    code,
    { blocks, choices: [...consentChoice(context), stopChoice(context)] },
    { awaiting },
  );
}

/** State and due date, where the operator has opened them to everybody. */
function openLines({ t }: Context, told: CodeOnlyResult): string[] {
  if (told.kind === 'askFactor') return [];
  const due = told.dueAt ? [t('holder.due', { date: dateText(vietnamDate(told.dueAt)) })] : [];
  return [[t('lookup.openStatus', { status: STATUS_NAMES[told.status] }), ...due].join('\n')];
}

/**
 * Who runs this, what is used, how long, how to delete; whoever then says so, or sends the digits, agrees. Told once: where
 * it stands above, or was agreed to, one line recalls it.
 */
async function noticeOf(
  { t, lookups, session }: Context,
  { keptDays: days }: Dossiers,
  unit: string,
): Promise<Block[]> {
  const { consentAt, awaiting } = session;
  if (consentAt !== null) return notesOf([t('lookup.agreed', momentText(new Date(consentAt)))]);
  if (awaiting !== null) return notesOf([t('lookup.noticed')]);
  const name = topUnit(await lookups.units())?.name;
  const owner = describeOwner(unit);
  const operator =
    name ?? t('lookup.operator', { name: owner.successor?.name ?? owner.name ?? unit.slice(0, 3) });
  return blocksOf([t('lookup.notice', { operator, days })]);
}

type Answer = Extract<Act | DirectAct, { kind: (typeof TO_DIGITS)[number] }>;
/** What may be said where the last digits are awaited. */
export const TO_DIGITS = [
  'consent',
  'digits',
  'affirm',
  'dontKnow',
  'objectWhy',
  'awaited',
  'smalltalk',
] as const;

/** The digits that were asked for, or what is said instead; null = none are awaited, or they are refused. */
export async function answerDigits(context: Context, act: Answer): Promise<Turn | null> {
  const { t, session, lookups, now } = context;
  const awaiting = session.awaiting ?? (act.kind === 'digits' ? lateFor(session) : null);
  const { dossiers } = lookups;
  if (!dossiers || !awaiting || session.asking || session.confirming !== null) return null;
  if (act.kind === 'consent' && act.says === 'refused') return null;
  if (act.kind === 'consent' && act.says === 'given') {
    const consentAt = session.consentAt ?? now.toISOString();
    const agreed = { ...context, session: { ...session, consentAt } };
    return sayOf(agreed, awaiting.code, { text: t('lookup.fourDigits'), choices: [stopChoice(context)] });
  }
  const waiting = { ...context, session: { ...session, awaiting } };
  if (act.kind === 'digits' && act.groups !== 'malformed')
    return (act.both ? tryAll : tryDigits)(waiting, dossiers, act.groups);
  if (act.kind === 'smalltalk' && act.about !== 'ok') return null;
  if (act.kind === 'awaited' || act.kind === 'dontKnow' || act.kind === 'objectWhy')
    return answerAwaited(context, awaiting.code, act);
  return sayOf(context, awaiting.code, { text: t('lookup.fourDigits') });
}

/** The dossier that digits nobody asked for are meant for: the one named last that is not open. */
function lateFor({ dossiers }: Session): Session['awaiting'] {
  const waiting = dossiers.find(({ open }) => !open);
  return waiting ? { code: waiting.code, until: waiting.until } : null;
}

/** The same digits for every dossier named that is not open; the first that they do not open stays awaited. */
async function tryAll(context: Context, dossiers: Dossiers, digits: readonly string[]): Promise<Turn> {
  const { session, t } = context;
  const others = othersOf({ ...session, opened: null }).filter(({ open }) => !open);
  let turn = await tryDigits(context, dossiers, digits);
  let shut = turn.session.awaiting;
  for (const { code, until } of others) {
    const next = await tryDigits(
      { ...context, session: { ...turn.session, awaiting: { code, until } } },
      dossiers,
      digits,
    );
    shut ??= next.session.awaiting;
    const replies = [...turn.replies, replyOf({ text: t('lookup.of', { code }) }), ...next.replies];
    turn = { ...next, replies, session: { ...next.session, awaiting: shut } };
  }
  return turn;
}

/** Digits compared; what is said when they are wrong depends on the tries alone. */
async function tryDigits(context: Context, dossiers: Dossiers, digits: readonly string[]): Promise<Turn> {
  const { session, now } = context;
  const { awaiting, consentAt } = session;
  if (!awaiting) throw new Error('digits are compared with those of the dossier that waits for them');
  const agreed = { ...context, session: { ...session, consentAt: consentAt ?? now.toISOString() } };
  const result = await dossiers.lookUp(awaiting.code, digits, now, awaiting.hasReceipt);
  if (result.kind === 'open') return show(agreed, dossiers, result.view);
  const reply = { blocks: refusalBlocks(context, result), choices: [stopChoice(context)] };
  return sayOf(agreed, awaiting.code, reply, { awaiting: remembered(awaiting, now) });
}

/** Agreeing, where they have not: once a conversation. */
function consentChoice({ t, session }: Context): Choice[] {
  return session.consentAt === null ? [{ label: t('lookup.choice.consent'), send: CONSENT }] : [];
}

/** Depends on the tries alone, never on whether there is such a dossier; says what still works. */
function refusalBlocks(context: Context, result: Exclude<LookupResult, { kind: 'open' }>): Block[] {
  const { t } = context;
  if (result.kind === 'wrong' && result.triesLeft > 0)
    return blocksOf([t('lookup.wrong', { tries: result.triesLeft })]);
  const refused =
    result.kind === 'wrong'
      ? t('lookup.lastWrong')
      : t(`lookup.${result.kind}`, momentText(nextMinute(result.until)));
  return blocksOf([refused, ...waysToOpen(context)]);
}

/** A time told without its seconds must not be too early. */
export function nextMinute(at: Date): Date {
  return new Date(Math.ceil(at.getTime() / 60_000) * 60_000);
}

/** The dossier opened, remembered for a quarter of an hour. */
export async function show(context: Context, dossiers: Dossiers, view: HolderView): Promise<Turn> {
  const { t, now } = context;
  const { offer, dossierCard, blocks: told } = await shownOf(context, dossiers, view, true);
  const isFirst = !context.session.dossiers.some(({ open }) => open);
  const blocks = [...told, ...notesOf(isFirst ? [t('lookup.stays')] : [])];
  const opened = remembered({ code: view.code }, now);
  const procedures = [view.procedureCode, ...view.parts.map(({ procedureCode }) => procedureCode)];
  const known = withDossier(context.session.dossiers, view.code, now, { procedures });
  const choices = viewChoices(context, view, offer);
  return sayOf(
    context,
    view.code,
    { blocks, dossierCard, choices },
    { awaiting: null, opened, dossiers: known },
  );
}

/** The dossier, and where it can be followed. */
async function shownOf(
  context: Context,
  dossiers: Dossiers,
  view: HolderView,
  isFirst: boolean,
): Promise<{ offer: FollowOffer; dossierCard: DossierCard; blocks: Block[] }> {
  const offer = await followOffer(context, view.code, isFirst);
  const { card, blocks } = await holderShown(context, dossiers, view);
  const stood = [...blocks, ...offer.links];
  const dossierCard = { ...card, follow: offer.ways, blocks: stood.length };
  return { offer, dossierCard, blocks: [...stood, ...offer.blocks] };
}

function viewChoices({ t }: Context, { dueAt }: HolderView, { choices }: FollowOffer): Choice[] {
  const explain = dueAt
    ? [{ label: t('lookup.choice.why'), send: writeCommand({ kind: 'whyThisDate' }) }]
    : [];
  return [
    ...choices,
    ...explain,
    { label: t('lookup.choice.seen'), send: writeCommand({ kind: 'whoHasLooked' }) },
    { label: t('lookup.choice.forget'), send: writeCommand({ kind: 'forgetDossier' }) },
  ];
}

/** A dossier that is remembered as open. */
export type Opened = NonNullable<Session['opened']>;

async function showAgain(context: Context, dossiers: Dossiers, opened: Opened): Promise<Turn> {
  const view = await dossiers.again(opened.code, context.now);
  if (!view) return gone(context, opened);
  const { offer, dossierCard, blocks } = await shownOf(context, dossiers, view, false);
  return sayOf(context, view.code, { blocks, dossierCard, choices: viewChoices(context, view, offer) });
}

/** The dossier is there no more. */
export function gone(context: Context, { code }: Opened): Turn {
  return sayOf(context, code, { text: context.t('lookup.gone'), choices: [] }, { opened: null });
}

/** "Hồ sơ của tôi tới đâu rồi": the dossier that is open, or what is needed to open it; null = none is kept here. */
export async function answerProgress(context: Context): Promise<Turn | null> {
  const { t, session, lookups } = context;
  const { dossiers } = lookups;
  if (!dossiers) return null;
  if (session.opened) return showAgain(context, dossiers, session.opened);
  if (session.awaiting) return sayOf(context, session.awaiting.code, { text: t('lookup.fourDigits') });
  if (!(await dossiers.holds(null))) return null;
  const contact = await contactBlocks(context);
  // Who has opened one before is told why it is gone.
  if ((await dossiers.openings()) > 0) return say(context, { text: t('lookup.hidden') }, { kind: 'dossier' });
  return say(context, { blocks: blocksOf([t('lookup.askCode'), ...contact]) }, { kind: 'dossier' });
}
