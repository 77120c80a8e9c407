/** The office itself: when it is open, where it is, whom to call. */

import type { MessageKey, Translate } from '../../i18n/locale.js';
import { instantOf } from '../../time/clock.js';
import { dateOf, dayOf, weekdayOf } from '../../time/day.js';
import { describeHours, isOpenAt, type OpenSpan, openingOn, weekdayOfDate } from '../../units/hours.js';
import type { OpeningHours, Unit } from '../../units/unit.js';
import { type Block, blocksOf, callsOf, type ListItem, listOf, notesOf, placesOf } from '../block.js';
import { type DayPart, PART_HOURS } from '../reading/details/day.js';
import { isDesk, unitsMeant } from '../reading/details/unit-name.js';
import { type Context, say, type Turn } from '../turn.js';
import { dateText } from '../wording/facts.js';
import { plainLine } from '../words.js';

/** More than this are not listed: the person names the one they mean. */
const MAX_UNITS = 3;

/** Opening hours, address and telephone, or who is on duty, of the units that are meant. */
export async function answerOffice(context: Context, about: 'hours' | 'place' | 'duty'): Promise<Turn> {
  const { t } = context;
  const units = await meantUnits(context);
  if (units.length === 0) return say(context, { text: t(`office.unknown.${about}`) }, { kind: 'office' });
  const blocks = units.slice(0, MAX_UNITS).flatMap((unit) => BLOCKS[about](context, unit));
  const more = units.length > MAX_UNITS ? [t('office.nameIt')] : [];
  return say(context, { blocks: [...blocks, ...notesOf(more)] }, { kind: 'office' });
}

const BLOCKS: Readonly<Record<'hours' | 'place' | 'duty', (context: Context, unit: Unit) => Block[]>> = {
  hours: (context, unit) => hoursBlocks(context, unit),
  place: ({ t }, unit) => placeBlocks(t, unit),
  duty: ({ t }, unit) =>
    unit.duty === null
      ? blocksOf([t('office.noDuty', { name: nameOf(unit) }), ...placeBlocks(t, unit)])
      : blocksOf([t('office.duty', { name: nameOf(unit), duty: unit.duty })]),
};

/** Name, address and telephone of the office; [] when nothing is known. */
export async function contactBlocks(context: Context): Promise<Block[]> {
  const units = (await meantUnits(context)).slice(0, 1);
  return units.flatMap((unit) => placeBlocks(context.t, unit));
}

/** How to reach a person: name, address, telephone, whether it is open or when it opens; [] when nothing is known. */
export async function deskBlocks(context: Context): Promise<Block[]> {
  return [...(await contactBlocks(context)), ...(await openNowBlocks(context))];
}

/** Whether the office is open or when it opens; [] when its hours are not known. */
export async function openNowBlocks(context: Context): Promise<Block[]> {
  const [unit] = await meantUnits(context);
  return unit?.hours ? blocksOf([stateText(context, unit)]) : [];
}

/** The units named in the message; [] = none of those known. */
export async function unitsNamed(context: Context): Promise<Unit[]> {
  return unitsMeant(context.reading.line, await knownUnits(context));
}

/** When one office is open; null = nothing is known of it. */
export function answerHoursOf(context: Context, unit: Unit | null): Turn {
  const blocks = unit ? hoursBlocks(context, unit) : blocksOf([context.t('office.unknown.hours')]);
  return say(context, { blocks }, { kind: 'office' });
}

/** The known unit of a ward or commune, by its name; null = none. */
export async function unitOf(context: Context, ward: string): Promise<Unit | null> {
  const named = (await knownUnits(context)).find(({ name }) =>
    plainLine(name ?? '').includes(plainLine(ward)),
  );
  return named ?? null;
}

/** Units of which something is known. */
async function knownUnits({ lookups }: Context): Promise<Unit[]> {
  return (await lookups.units()).filter(
    ({ address, phone, hours, duty }) => address ?? phone ?? hours ?? duty,
  );
}

/**
 * The units named in the message, else the one where the open dossier was handed in, else the one-stop desks, else those
 * at the top; only ones of which something is known.
 */
async function meantUnits(context: Context): Promise<Unit[]> {
  const known = await knownUnits(context);
  const named = unitsMeant(context.reading.line, known);
  if (named.length > 0) return named;
  const { opened } = context.session;
  const view = opened && (await context.lookups.dossiers?.again(opened.code, context.now));
  const own = view ? known.filter(({ code }) => code === view.receivingUnit) : [];
  if (own.length > 0) return own;
  const codes = new Set(known.map(({ code }) => code));
  const tops = known.filter(({ parentCode }) => parentCode === null || !codes.has(parentCode));
  const desks = tops.filter(isDesk);
  return desks.length > 0 ? desks : tops;
}

function nameOf(unit: Unit): string {
  return unit.name ?? unit.code;
}

/** Name, address and telephone of a unit, which can be called. */
export function placeBlocks(t: Translate, unit: Unit): Block[] {
  const none = t('unknown.short');
  return [
    { type: 'title', level: 3, text: nameOf(unit) },
    {
      type: 'facts',
      facts: [
        { label: t('office.label.address'), values: [unit.address ?? none] },
        { label: t('office.label.phone'), values: [unit.phone ?? none] },
      ],
    },
    ...callsOf(unit.phone === null ? [] : [unit.phone]),
    ...placesOf(unit.address, nameOf(unit)),
  ];
}

/** The day that is asked about, the week, whether it is open now, closures to come. */
function hoursBlocks(context: Context, unit: Unit): Block[] {
  const { t, today } = context;
  const name = nameOf(unit);
  if (unit.hours === null)
    return blocksOf([t('office.noHours', { name, contact: unit.phone ?? t('unknown.short') })]);
  const { dates, part } = context.reading.day;
  const passed = dates.flatMap((date) => pastLines(context, date));
  const days = dates.flatMap((date) => dayLines(context, unit, { date, part }));
  const off = dates.length === 0 && context.reading.holidays ? [offLine(context)] : [];
  const isOpenToday = openingOn(unit, today, context.lookups.holidays)?.open === true;
  const tellsNow = dates.length === 0 || (dates.includes(today) && isOpenToday);
  const closures = unit.closures
    .filter(({ to }) => to >= today)
    .map(({ from, to, reason }) => t('office.closure', { from: dateText(from), to: dateText(to), reason }));
  const week = weekLines(t, unit.hours);
  const now = tellsNow ? [stateText(context, unit)] : [];
  return [
    ...blocksOf([...passed, ...days, ...off]),
    ...listOf(t('office.hours', { name }), week),
    ...blocksOf(now),
    ...notesOf(closures),
  ];
}

/** So far ahead holidays are told. */
const AHEAD_DAYS = 200;

/** The public holidays to come, days in a row as one. */
function offLine({ t, today, lookups: { holidays } }: Context): string {
  const first = dayOf(today);
  const days = Array.from({ length: AHEAD_DAYS }, (_, i) => first + i).filter((day) => holidays.off.has(day));
  const isRest = (day: number) => holidays.off.has(day) || ['sat', 'sun'].includes(weekdayOf(day));
  const ranges: { from: number; to: number }[] = [];
  for (const day of days) {
    const last = ranges.at(-1);
    const between = last ? Array.from({ length: day - last.to }, (_, i) => last.to + i) : [];
    if (last && between.every(isRest)) last.to = day;
    else ranges.push({ from: day, to: day });
  }
  if (ranges.length === 0) return t('office.offUnknown');
  const told = ranges.map(({ from, to }) =>
    from === to ? dateText(dateOf(from)) : `${dateText(dateOf(from))} – ${dateText(dateOf(to))}`,
  );
  return t('office.off', { days: told.join('; ') });
}

/** A day named without its year that has passed is next year's; that is said. */
function pastLines({ t, reading, today }: Context, date: string): string[] {
  const year = today.slice(0, 4);
  const same = `${year}${date.slice(4)}`;
  return date.slice(0, 4) > year && same < today && !reading.years.includes(date.slice(0, 4))
    ? [t('office.day.past', { date: dateText(same) })]
    : date < today
      ? [t('office.day.past', { date: dateText(date) })]
      : [];
}

/** One line for every group of days with the same hours. */
export function weekLines(t: Translate, hours: OpeningHours): ListItem[] {
  return describeHours(hours).map(({ days, spans }) => {
    const named = days.map(({ from, to }) => {
      const [first, last] = [t(`weekday.${from}`), t(`weekday.${to}`)];
      return from === to ? first : `${first} – ${last}`;
    });
    return { label: named.join(', '), text: spansText(spans) };
  });
}

/** A day by its own: open when, or why not; the part of it that was asked about; the next opening when it is closed. */
function dayLines(
  { t, lookups }: Context,
  unit: Unit,
  { date, part }: { date: string; part: DayPart | null },
): string[] {
  const day = openingOn(unit, date, lookups.holidays);
  if (day === null) return [];
  const values = { weekday: t(`weekday.${weekdayOfDate(date)}`), date: dateText(date) };
  if (day.open) {
    const whole = t('office.day.open', { ...values, spans: spansText(day.spans) });
    return part ? [whole, partLine(t, day.spans, part)] : [whole];
  }
  const end = isOpenAt(unit, instantOf(date, '23:59'), lookups.holidays);
  const next = end.open ? null : end.opensAt;
  const opens = next ? ` ${t('office.opens', { time: next.time, date: dateText(next.date) })}` : '';
  return [`${t(`office.day.${day.reason}`, values)}${opens}`];
}

function partLine(t: Translate, spans: readonly OpenSpan[], part: DayPart): string {
  const { from, to } = PART_HOURS[part];
  const within = spans
    .map((span) => ({ from: span.from > from ? span.from : from, to: span.to < to ? span.to : to }))
    .filter((span) => span.from < span.to);
  return t(`office.part.${part}`, {
    spans: within.length > 0 ? spansText(within) : t('office.part.closed'),
  });
}

/** "07:30–11:30, 13:00–16:30". */
export function spansText(spans: readonly OpenSpan[]): string {
  return spans.map(({ from, to }) => `${from}–${to}`).join(', ');
}

function stateText({ t, now, lookups }: Context, unit: Unit): string {
  const state = isOpenAt(unit, now, lookups.holidays);
  if (state.open) return t('office.openNow', { until: state.until });
  const key: MessageKey = `office.closed.${state.reason}`;
  const next = state.opensAt;
  return `${t(key)}${next ? ` ${t('office.opens', { time: next.time, date: dateText(next.date) })}` : ''}`;
}
