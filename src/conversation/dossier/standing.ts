/** Where a dossier stands, as everything that is told of it to its holder takes it. */

import type { HolderView, PartView } from '../../dossiers/look-up/look-up.js';
import { isPast, STATUS_NAMES, type Status } from '../../dossiers/model/status.js';
import type { MessageKey } from '../../i18n/locale.js';
import { fold } from '../../search/fold.js';
import { codesOf } from '../../search/search.js';
import { vietnamDate, vietnamTime } from '../../time/clock.js';
import { dayOf } from '../../time/day.js';
import type { Unit } from '../../units/unit.js';
import { type BlockOrLine, listOf } from '../block.js';
import type { Dossiers } from '../lookups.js';
import { pairsOf } from '../reading/details/dossier-words.js';
import type { Context } from '../turn.js';
import { dateText, moneyText, oneLine } from '../wording/facts.js';
import { shorten } from '../wording/page.js';

/** The state, narrowed where that means something else to the holder. */
export type Told = `${Status}` | '8.paused' | '8.stopped' | '9.refused' | '9.posted';

/** Where its holder goes. `contact`: name, address and telephone in one line; `unit`: null = nothing is known of it. */
type HolderPlace = { name: string; phone: string | null; contact: string; unit: Unit | null };

export type HolderStanding = {
  view: HolderView;
  told: Told;
  place: HolderPlace;
  /** Who works on it. */
  holder: string;
  /** As people call it; `official`: with its official name in brackets where that is another. */
  procedure: string;
  official: string;
  /** `21/11/2026`; null = none is known. `since`: of the state; '' = nobody knows. */
  due: string | null;
  firstDue: string | null;
  since: string;
  /** The last day to hand in what is missing; null = nothing is asked for. */
  by: string | null;
  missing: string[];
  units: readonly Unit[];
};

/** A procedure's name is cut there: some have ninety words. */
const MAX_NAME = 110;
/** What is finished, or will be, is handed out at one place; all else is the business of the one that took it in. */
const RETURNED: ReadonlySet<Status> = new Set<Status>([2, 4, 9, 10]);

/** Everything that is told of a dossier is worked out from this. */
export async function holderStandingOf(
  context: Context,
  dossiers: Dossiers,
  view: HolderView,
): Promise<HolderStanding> {
  const units = await context.lookups.units();
  const code = RETURNED.has(view.status) ? view.returningUnit : view.receivingUnit;
  const by = view.status === 5 ? (view.supplementBy ?? (await dossiers.supplementBy(view))) : null;
  const dateOf = (at: Date | null) => (at === null ? null : dateText(vietnamDate(at)));
  return {
    view,
    told: toldStatus(view),
    place: placeOf(context, units, code),
    holder: nameOf(context, units, view.settlingUnit),
    ...(await procedureNames(context, dossiers, view)),
    due: dateOf(view.dueAt),
    firstDue: dateOf(view.dueOriginal),
    since: view.statusAt ? dateText(vietnamDate(view.statusAt)) : '',
    by: by === null ? null : dateText(by),
    missing: view.status === 5 ? (view.missing ?? []).map(oneLine) : [],
    units,
  };
}

function toldStatus({ status, subState }: HolderView): Told {
  if (status === 8 && subState === 'paused') return '8.paused';
  if (status === 8 && subState === 'stopped') return '8.stopped';
  if (status === 9 && subState === 'refused') return '9.refused';
  if (status === 9 && subState === 'posted') return '9.posted';
  return `${status}`;
}

/** What people call it where somebody has written that down, and its name in the version it was received under. */
async function procedureNames(
  { t, lookups }: Context,
  dossiers: Dossiers,
  view: HolderView,
): Promise<Pick<HolderStanding, 'procedure' | 'official'>> {
  const known = await lookups.procedure(view.procedureCode);
  const version = (await dossiers.procedureName(view)) ?? known?.official.name ?? view.procedureCode;
  const official = shortName(version);
  const plain = known?.guide?.plainName;
  const name = plain ? shortName(plain) : official;
  const isSame = fold(official).includes(fold(name));
  return { procedure: name, official: isSame ? official : t('answer.title', { name, official }) };
}

/** "Thủ tục" stands before it already. */
export function shortName(name: string): string {
  const short = oneLine(name).replace(/^thủ tục\s+(?=\S)/i, '');
  return shorten(short.charAt(0).toUpperCase() + short.slice(1), MAX_NAME);
}

function nameOf({ t }: Context, units: readonly Unit[], code: string): string {
  return units.find((each) => each.code === code)?.name ?? t('holder.unit', { code });
}

function placeOf(context: Context, units: readonly Unit[], code: string): HolderPlace {
  const unit = units.find((each) => each.code === code) ?? null;
  const name = nameOf(context, units, code);
  const phone = unit?.phone ?? null;
  const parts = [name, unit?.address ?? null, phone && context.t('opened.phone', { phone })];
  return { name, phone, contact: parts.filter(Boolean).join(', '), unit };
}

/** Date and time in Viet Nam, for the placeholders of a text. */
export function momentText(at: Date): { date: string; time: string } {
  const { date, time } = vietnamTime(at);
  return { date: dateText(date), time };
}

/** The official state, what it means, and the reason the desk has told. */
export function statusText(context: Context, standing: HolderStanding): string {
  const { official, plain, reason } = statusOf(context, standing);
  const parts = [context.t('holder.status', { status: official }), plain, reason];
  return parts.filter((part) => part !== null).join(' ');
}

/** The same in its parts; `reason: null` = the desk has told none. */
export function statusOf(
  { t }: Context,
  { view, told, since }: HolderStanding,
): { official: string; plain: string; reason: string | null } {
  const amount = view.amount === null ? t('holder.amountUnknown') : moneyText(view.amount, t);
  const undated = told === '10' && since === '';
  return {
    official: STATUS_NAMES[view.status],
    plain: t(undated ? 'holder.status.10.undated' : `holder.status.${told}`, { date: since, amount }),
    reason: view.reason === null ? null : t('holder.reason', { reason: withStop(view.reason) }),
  };
}

/** A sentence of the desk's own, ended as one. */
export function withStop(text: string): string {
  const line = oneLine(text);
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

/** States in which there is a date to look forward to. */
const TELLS_DUE: ReadonlySet<Told> = new Set<Told>(['2', '4', '5', '6', '8', '8.paused']);

/** The day to look forward to, `YYYY-MM-DD`; null = there is none. */
export function awaitedDate({ view: { dueAt }, told }: HolderStanding): string | null {
  return dueAt !== null && TELLS_DUE.has(told) ? vietnamDate(dueAt) : null;
}

/** The due date, where there is one to look forward to. */
export function dueLines({ t }: Context, { view, told, due, firstDue }: HolderStanding): string[] {
  if (told === '1') return [t('holder.due.notYet')];
  if (!TELLS_DUE.has(told)) return [];
  if (due === null) return [t('holder.due.unknown')];
  if (view.extended && firstDue) return [t('holder.due.extended', { date: due, old: firstDue })];
  if (view.status === 8) return [t('holder.due.paused', { date: due })];
  return [t(told === '5' ? 'holder.due.waiting' : 'holder.due', { date: due })];
}

/** A reason for being late is never made up; only the office's letter of apology says one. */
export function lateLines(context: Context, standing: HolderStanding): string[] {
  const { t } = context;
  const { view, due, place } = standing;
  const days = daysLate(standing, context.today);
  if (view.lateness !== 'late' || due === null) return [];
  // The desk may have told late of what was done in time.
  if (view.settledAt !== null) return days > 0 ? [t('holder.late.settled', { date: due, days })] : [];
  if (days <= 0) return [t('holder.late.before')];
  const key: MessageKey = view.extended ? 'holder.late.extended' : 'holder.late';
  const { name, phone } = place;
  return [
    [t(key), phone ? t('holder.late.call', { phone }) : t('holder.late.ask', { place: name })].join(' '),
  ];
}

/** Days from the due date to the end of processing, or to today; negative = before it; 0 = no due date. */
export function daysLate({ view }: HolderStanding, today: string): number {
  if (view.dueAt === null) return 0;
  const end = view.settledAt === null ? today : vietnamDate(view.settledAt);
  return dayOf(end) - dayOf(vietnamDate(view.dueAt));
}

/** Whether it should be finished and is not. */
export function isOverdue({ view, told }: HolderStanding, now: Date): boolean {
  return (told === '2' || told === '4') && view.dueAt !== null && isPast(view.dueAt, now);
}

/** What its holder does now; where papers are missing, which and until when. */
export function nextParts(context: Context, standing: HolderStanding): BlockOrLine[] {
  const { told, by } = nextOf(context, standing);
  const missing = listOf(context.t('holder.missing'), standing.missing);
  return [...missing, told, ...(by === null ? [] : [by])];
}

/** What to do in one sentence, and until when papers are to be brought; null = none are asked for. */
export function nextOf({ t, now }: Context, standing: HolderStanding): { told: string; by: string | null } {
  const { view, told, place, by } = standing;
  const deadline = view.supplementBy ? 'holder.supplementBy.told' : 'holder.supplementBy';
  return {
    told: t(`holder.next.${isOverdue(standing, now) ? 'late' : told}`, { place: place.name }),
    by: by === null ? null : t(deadline, { date: by }),
  };
}

/** The parts of a dossier of several agencies, a line each, with or without their codes; [] = it has none. */
export async function partLines(
  context: Context,
  { view, units }: HolderStanding,
  { coded }: { coded: boolean },
): Promise<string[]> {
  return Promise.all(view.parts.map((part) => partLine(context, units, part, coded)));
}

async function partLine(
  { t, lookups }: Context,
  units: readonly Unit[],
  { code, procedureCode, settlingUnit, status, dueAt }: PartView,
  coded: boolean,
): Promise<string> {
  const known = await lookups.procedure(procedureCode);
  const name = shortName(known?.displayName ?? procedureCode);
  const agency = units.find((unit) => unit.code === settlingUnit)?.name ?? settlingUnit;
  const named = coded ? `${name} (${code})` : name;
  const said = t('holder.part', { name: named, agency, status: STATUS_NAMES[status] });
  const open = status === 2 || status === 4;
  return `${said}${open && dueAt ? t('holder.part.due', { date: dateText(vietnamDate(dueAt)) }) : ''}`;
}

/** The parts that the message names by procedure, agency or place ("phần đầu"); [] = none. */
export async function partNamed(context: Context, { view, units }: HolderStanding): Promise<string[]> {
  const { parts } = view;
  if (parts.length === 0) return [];
  const { place, pairs: said } = context.reading.dossierPart;
  if (place !== null) {
    const part = parts.at(place === 'last' ? -1 : place);
    return part ? [await partLine(context, units, part, false)] : [];
  }
  const codes = codesOf(context.reading.found);
  const lines = await Promise.all(parts.map((part) => partLine(context, units, part, false)));
  const pairs = lines.map((line) => new Set(pairsOf(fold(line.replace(/: .*$/s, '')))));
  const telling = said.filter((pair) => {
    const having = pairs.filter((known) => known.has(pair)).length;
    return having > 0 && having < parts.length;
  });
  const byWords = lines.filter((_, i) => telling.some((pair) => pairs[i]?.has(pair)));
  const byCode = lines.filter((_, i) => codes.includes(parts[i]?.procedureCode ?? ''));
  return byWords.length > 0 ? byWords : byCode;
}

/** The office that has it now; never a person. */
export function heldLines({ t }: Context, { view: { heldBy }, units }: HolderStanding): string[] {
  const place = units.find(({ code }) => code === heldBy?.unit)?.name ?? heldBy?.name;
  return place ? [t('holder.heldBy', { place: oneLine(place) })] : [];
}
