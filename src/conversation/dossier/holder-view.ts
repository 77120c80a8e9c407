/** A dossier in plain words for its holder: where it stands, when it is due, what to do now and where. */

import type { HolderView, PartView } from '../../dossiers/look-up/look-up.js';
import { isPast, STATUS_NAMES, type Status } from '../../dossiers/model/status.js';
import type { MessageKey } from '../../i18n/locale.js';
import { vietnamDate, vietnamTime } from '../../time/clock.js';
import type { Unit } from '../../units/unit.js';
import type { Dossiers } from '../lookups.js';
import type { Context } from '../turn.js';
import { dateText, moneyText, oneLine } from '../wording/facts.js';

/** Date and time in Viet Nam, for the placeholders of a text. */
export function momentText(at: Date): { date: string; time: string } {
  const { date, time } = vietnamTime(at);
  return { date: dateText(date), time };
}

/** Everything its holder may know of a dossier. */
export async function holderText(context: Context, dossiers: Dossiers, view: HolderView): Promise<string> {
  const { t } = context;
  const units = await context.lookups.units();
  const published = await dossiers.procedureName(view);
  const procedure =
    published ?? (await context.lookups.procedure(view.procedureCode))?.displayName ?? view.procedureCode;
  const place = placeOf(context, units, view);
  const { code, owner, receivedAt } = view;
  const blocks = [
    [owner === null ? t('holder.head', { code }) : t('holder.headOf', { code, owner })],
    [
      t('holder.procedure', { name: shortName(procedure) }),
      t('holder.received', { date: dateText(vietnamDate(receivedAt)) }),
    ],
    [statusText(context, view), ...dueLines(context, view), ...lateLines(context, view, place)],
    [...(await nextLines(context, dossiers, view, place)), ...place.contact],
    partLines(context, units, view.parts),
  ];
  return blocks.flatMap((lines) => (lines.length > 0 ? [lines.join('\n')] : [])).join('\n\n');
}

/** "Thủ tục" stands before it already. */
function shortName(name: string): string {
  const short = oneLine(name).replace(/^thủ tục\s+(?=\S)/i, '');
  return short.charAt(0).toUpperCase() + short.slice(1);
}

type Told = `${Status}` | '8.paused' | '8.stopped' | '9.refused' | '9.posted';

/** The state, narrowed where that means something else to the holder. */
function toldStatus({ status, subState }: HolderView): Told {
  if (status === 8 && subState === 'paused') return '8.paused';
  if (status === 8 && subState === 'stopped') return '8.stopped';
  if (status === 9 && subState === 'refused') return '9.refused';
  if (status === 9 && subState === 'posted') return '9.posted';
  return `${status}`;
}

function statusText({ t }: Context, view: HolderView): string {
  const values = {
    date: dateText(vietnamDate(view.statusAt)),
    amount: view.amount === null ? t('holder.amountUnknown') : moneyText(view.amount, t),
  };
  const said = t(`holder.status.${toldStatus(view)}`, values);
  const reason = view.reason === null ? [] : [t('holder.reason', { reason: withStop(view.reason) })];
  return [t('holder.status', { status: STATUS_NAMES[view.status] }), said, ...reason].join(' ');
}

function withStop(text: string): string {
  const line = oneLine(text);
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

/** States in which there is a date to look forward to. */
const TELLS_DUE: ReadonlySet<Told> = new Set<Told>(['2', '4', '5', '6', '8', '8.paused']);

function dueLines({ t }: Context, view: HolderView): string[] {
  const { status, dueAt, dueOriginal, extended } = view;
  if (status === 1) return [t('holder.due.notYet')];
  if (!TELLS_DUE.has(toldStatus(view))) return [];
  if (dueAt === null) return [t('holder.due.unknown')];
  const date = dateText(vietnamDate(dueAt));
  if (extended && dueOriginal)
    return [t('holder.due.extended', { date, old: dateText(vietnamDate(dueOriginal)) })];
  return [t(status === 5 ? 'holder.due.waiting' : 'holder.due', { date })];
}

/** A reason for being late is never made up; only the office's letter of apology says one. */
function lateLines({ t, now }: Context, view: HolderView, { name, phone }: Place): string[] {
  const { lateness, dueAt, status, extended } = view;
  if (lateness !== 'late' || dueAt === null) return [];
  if (status === 9 || status === 10)
    return [t('holder.late.settled', { date: dateText(vietnamDate(dueAt)) })];
  if (!isPast(dueAt, now)) return [t('holder.late.before')];
  const key: MessageKey = extended ? 'holder.late.extended' : 'holder.late';
  return [
    [t(key), phone ? t('holder.late.call', { phone }) : t('holder.late.ask', { place: name })].join(' '),
  ];
}

type Place = { name: string; phone: string | null; contact: string[] };

/** What is finished, or will be, is handed out at one place; all else is the business of the one that took it in. */
const RETURNED: ReadonlySet<Status> = new Set<Status>([2, 4, 9, 10]);

function placeOf({ t }: Context, units: readonly Unit[], view: HolderView): Place {
  const code = RETURNED.has(view.status) ? view.returningUnit : view.receivingUnit;
  const unit = units.find((each) => each.code === code);
  const name = unit?.name ?? t('holder.unit', { code });
  const contact = [
    ...(unit?.address ? [t('office.address', { address: unit.address })] : []),
    ...(unit?.phone ? [t('office.phone', { phone: unit.phone })] : []),
  ];
  return { name, phone: unit?.phone ?? null, contact: contact.length > 0 ? [name, ...contact] : [] };
}

async function nextLines(
  { t, now }: Context,
  dossiers: Dossiers,
  view: HolderView,
  { name: place }: Place,
): Promise<string[]> {
  const told = toldStatus(view);
  const overdue = (told === '2' || told === '4') && view.dueAt !== null && isPast(view.dueAt, now);
  const next = t(`holder.next.${overdue ? 'late' : told}`, { place });
  if (view.status !== 5) return [next];
  const missing = (view.missing ?? []).map((paper) => `• ${oneLine(paper)}`);
  const deadline = view.supplementBy
    ? t('holder.supplementBy.told', { date: dateText(view.supplementBy) })
    : t('holder.supplementBy', { date: dateText(await dossiers.supplementBy(view)) });
  return [...(missing.length > 0 ? [t('holder.missing'), ...missing] : []), next, deadline];
}

function partLines({ t }: Context, units: readonly Unit[], parts: readonly PartView[]): string[] {
  if (parts.length === 0) return [];
  const lines = parts.map(({ code, settlingUnit, status, dueAt }) => {
    const agency = units.find((unit) => unit.code === settlingUnit)?.name ?? settlingUnit;
    const said = t('holder.part', { code, agency, status: STATUS_NAMES[status] });
    const open = status === 2 || status === 4;
    return `• ${said}${open && dueAt ? t('holder.part.due', { date: dateText(vietnamDate(dueAt)) }) : ''}`;
  });
  return [t('holder.parts'), ...lines];
}
