/**
 * A question about the dossier that is open, answered with what it asks for and no more: what is said depends on the
 * state the dossier is in.
 */
import type { MessageKey } from '../../i18n/locale.js';
import { type Block, type BlockOrLine, blocksOf, listOf } from '../block.js';
import { tellingOf } from '../procedure/telling.js';
import type { OpenedAbout } from '../reading/acts.js';
import type { Context } from '../turn.js';
import { shortBlocks } from '../wording/sections.js';
import { tellDate, tellLate, tellMoved, tellWhy } from './opened-dates.js';
import { keyed, reasonLines } from './opened-text.js';
import {
  dueLines,
  type HolderStanding,
  isOverdue,
  lateLines,
  nextParts,
  partLines,
  statusText,
  type Told,
} from './standing.js';

const MAX_FEE = 220;

type Parts = BlockOrLine[] | Promise<BlockOrLine[]>;
type Answer = (context: Context, standing: HolderStanding) => Parts;
/** Hours are told by the office. */
type AnsweredHere = Exclude<OpenedAbout, 'hours'>;

/** What answers a question about the open dossier. */
export async function openedBlocks(
  context: Context,
  standing: HolderStanding,
  about: AnsweredHere,
): Promise<Block[]> {
  return blocksOf((await ANSWERS[about](context, standing)).filter((part) => part !== ''));
}

const ANSWERS: Readonly<Record<AnsweredHere, Answer>> = {
  brief: tellBrief,
  status: (context, standing) => [
    statusText(context, standing),
    ...dueLines(context, standing),
    ...lateLines(context, standing),
  ],
  stale: say('stale'),
  date: tellDate,
  moved: tellMoved,
  late: tellLate,
  why: tellWhy,
  do: (context, standing) => [
    ...nextParts(context, standing),
    ...(isOverdue(standing, context.now)
      ? lateLines(context, standing)
      : [keyed(context, standing, 'opened.ask')]),
  ],
  again: tellAgain,
  where: (context, standing) =>
    standing.told === '6' ? tellPay(context, standing) : [tellWhere(context, standing)],
  send: (context, standing) => [keyed(context, standing, SEND[standing.told] ?? 'opened.send')],
  missing: tellMissing,
  copies: tellCopies,
  deadline: tellDeadline,
  lapse: tellLapse,
  extend: (context, standing) =>
    standing.by === null
      ? [keyed(context, standing, 'opened.ask')]
      : [keyed(context, standing, 'opened.extend')],
  bring: tellBring,
  collect: tellCollect,
  died: (context, standing) => [statusText(context, standing), keyed(context, standing, 'opened.died')],
  keep: (context, standing) => tellKeep(context, standing),
  unreceived: (context, standing) =>
    standing.told === '10'
      ? [keyed(context, standing, 'opened.unreceived')]
      : [statusText(context, standing), tellWhere(context, standing)],
  post: (context, standing) => [keyed(context, standing, POST[standing.told] ?? 'opened.post')],
  fee: tellFee,
  pay: tellPay,
  refund: say('refund'),
  damages: (context, standing) => [
    keyed(context, standing, 'opened.damages'),
    ...tellLate(context, standing),
  ],
  fine: (context, standing) =>
    standing.by === null && standing.told !== '6'
      ? [keyed(context, standing, 'opened.fine')]
      : tellLapse(context, standing),
  who: tellWho,
  phone: say('ask'),
  withdraw: (context, standing) => [keyed(context, standing, WITHDRAW[standing.told] ?? 'opened.withdraw')],
  change: say('change'),
  valid: (context, standing) => [
    keyed(context, standing, ENDED.has(standing.told) ? 'opened.collect.none' : 'opened.valid'),
  ],
  stranger: say('stranger'),
  what: (context, standing) => [
    keyed(context, standing, 'opened.what'),
    ...(standing.view.parentCode ? [context.t('opened.partOf', { code: standing.view.parentCode })] : []),
  ],
  parts: async (context, standing) => {
    const parts = await partLines(context, standing, { coded: true });
    const { parentCode } = standing.view;
    if (parentCode) return [context.t('opened.partOf', { code: parentCode })];
    return parts.length > 0
      ? [keyed(context, standing, 'opened.what'), ...listOf(context.t('holder.parts'), parts)]
      : tellBrief(context, standing);
  },
};

/** One text, whatever the state. */
function say(name: 'stale' | 'refund' | 'ask' | 'change' | 'stranger'): Answer {
  return (context, standing) => [keyed(context, standing, `opened.${name}`)];
}

/** Where it stands, what to do and whom to ask, for what nothing here answers by itself. */
function tellBrief(context: Context, standing: HolderStanding): string[] {
  const { by } = standing;
  return [
    statusText(context, standing),
    ...dueLines(context, standing),
    ...(by === null ? [] : [keyed(context, standing, 'opened.deadline')]),
    keyed(context, standing, 'opened.ask'),
  ];
}

function tellAgain(context: Context, standing: HolderStanding): string[] {
  const key = AGAIN[standing.told] ?? 'opened.again.no';
  return [...(key === 'opened.again' ? reasonLines(context, standing) : []), keyed(context, standing, key)];
}

const WITHDRAW: Readonly<Partial<Record<Told, MessageKey>>> = {
  3: 'opened.withdraw.ended',
  7: 'opened.withdraw.done',
  '8.stopped': 'opened.withdraw.ended',
  9: 'opened.withdraw.over',
  '9.refused': 'opened.withdraw.over',
  '9.posted': 'opened.withdraw.over',
  10: 'opened.withdraw.over',
};

const AGAIN: Readonly<Partial<Record<Told, MessageKey>>> = {
  3: 'opened.again',
  7: 'opened.again',
  '8.stopped': 'opened.again',
  9: 'opened.again.done',
  '9.refused': 'opened.again',
  '9.posted': 'opened.again.done',
  10: 'opened.again',
};

function tellWhere(context: Context, standing: HolderStanding): string {
  const online = standing.told === '5' && standing.view.submission === 'online';
  const key: MessageKey = online ? 'opened.where.5.online' : `opened.where.${standing.told}`;
  const deadline = standing.by === null ? [] : [keyed(context, standing, 'opened.deadline')];
  return [keyed(context, standing, key), ...deadline].join(' ');
}

const SEND: Readonly<Partial<Record<Told, MessageKey>>> = {
  3: 'opened.where.3',
  5: 'opened.send.5',
};

function tellMissing(context: Context, standing: HolderStanding): BlockOrLine[] {
  if (standing.by === null)
    return [...reasonLines(context, standing), keyed(context, standing, 'opened.missing.none')];
  const listed = listOf(context.t('holder.missing'), standing.missing);
  return [
    ...(listed.length > 0 ? listed : reasonLines(context, standing)),
    keyed(context, standing, 'opened.missing.bring'),
  ];
}

function tellCopies(context: Context, standing: HolderStanding): BlockOrLine[] {
  const listed = listOf(context.t('opened.copies.asked'), standing.missing);
  return [...listed, keyed(context, standing, listed.length > 0 ? 'opened.copies' : 'opened.copies.none')];
}

function tellDeadline(context: Context, standing: HolderStanding): string[] {
  if (standing.by !== null) {
    const { supplementBy } = standing.view;
    return [
      keyed(context, standing, 'opened.deadline'),
      keyed(context, standing, supplementBy ? 'opened.deadline.told' : 'opened.deadline.law'),
    ];
  }
  if (standing.told === '6') return [keyed(context, standing, 'opened.deadline.6')];
  return [keyed(context, standing, 'opened.deadline.none'), ...tellDate(context, standing)];
}

function tellLapse(context: Context, standing: HolderStanding): string[] {
  if (standing.by !== null) return [keyed(context, standing, 'opened.lapse.5')];
  if (standing.told === '6') return [keyed(context, standing, 'opened.lapse.6')];
  if (standing.view.status === 9) return tellKeep(context, standing);
  return tellDate(context, standing);
}

function tellBring(context: Context, standing: HolderStanding): BlockOrLine[] {
  if (standing.by !== null)
    return [...listOf(null, standing.missing), keyed(context, standing, 'opened.bring.5')];
  return [keyed(context, standing, standing.told === '6' ? 'opened.bring.6' : 'opened.bring')];
}

/** Who may come in the holder's place, and whether there is something to collect yet. */
function tellCollect(context: Context, standing: HolderStanding): string[] {
  const fixed = NOT_HANDED_OUT[standing.told];
  if (fixed) return [keyed(context, standing, fixed)];
  if (standing.by !== null) return [keyed(context, standing, 'opened.collect.5')];
  const isDated = standing.due !== null && !standing.told.startsWith('8');
  const pending = isDated ? 'opened.collect.notYet' : 'opened.collect.notYetNoDate';
  return [
    keyed(context, standing, 'opened.collect'),
    keyed(context, standing, READY[standing.told] ?? pending),
  ];
}

/** How long it waits for whoever collects it. */
function tellKeep(context: Context, standing: HolderStanding): string[] {
  return [keyed(context, standing, NOT_HANDED_OUT[standing.told] ?? 'opened.keep')];
}

/** States in which nobody can collect anything, or no longer. */
const NOT_HANDED_OUT: Readonly<Partial<Record<Told, MessageKey>>> = {
  3: 'opened.collect.none',
  7: 'opened.collect.none',
  '8.stopped': 'opened.collect.none',
  '9.posted': 'opened.where.9.posted',
  10: 'opened.where.10',
};
const POST: Readonly<Partial<Record<Told, MessageKey>>> = {
  ...NOT_HANDED_OUT,
  '9.posted': 'opened.post.sent',
};
const READY: Readonly<Partial<Record<Told, MessageKey>>> = {
  9: 'opened.collect.ready',
  '9.refused': 'opened.collect.refused',
};

async function tellFee(context: Context, standing: HolderStanding): Promise<BlockOrLine[]> {
  if (standing.told !== '6')
    return [keyed(context, standing, 'opened.fee.none'), ...(await publishedFee(context, standing))];
  return [
    keyed(context, standing, 'opened.fee'),
    ...(standing.view.reason === null ? [] : [keyed(context, standing, 'opened.fee.for')]),
    keyed(context, standing, 'opened.fee.next'),
  ];
}

/** What the catalogue says it costs. */
async function publishedFee(context: Context, { view }: HolderStanding): Promise<Block[]> {
  const telling = await tellingOf(context, view.procedureCode);
  return telling ? shortBlocks(telling, 'fee', MAX_FEE) : [];
}

/** How to pay what is due; where nothing is, "nộp ở đâu" means papers. */
function tellPay(context: Context, standing: HolderStanding): string[] {
  if (standing.told === '5' || standing.told === '3') return [tellWhere(context, standing)];
  if (standing.told !== '6')
    return [keyed(context, standing, 'opened.fee.none'), context.t('opened.pay.never')];
  return [keyed(context, standing, 'opened.pay'), context.t('opened.pay.never')];
}

/** Ended without a result. */
const ENDED: ReadonlySet<Told> = new Set<Told>(['3', '7', '8.stopped']);

async function tellWho(context: Context, standing: HolderStanding): Promise<BlockOrLine[]> {
  const parts = await partLines(context, standing, { coded: false });
  const settled = standing.view.settledAt !== null || standing.told === '10';
  const open: MessageKey = ENDED.has(standing.told) ? 'opened.who.ended' : 'opened.who';
  const whole = keyed(context, standing, settled ? 'opened.who.settled' : open);
  const waits = standing.view.status === 8 ? reasonLines(context, standing) : [];
  return [
    ...(parts.length > 0 ? listOf(null, parts) : [whole]),
    ...waits,
    keyed(context, standing, 'opened.ask'),
  ];
}
