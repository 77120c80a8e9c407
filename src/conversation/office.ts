/** The office itself: when it is open, where it is, whom to call. */

import { describeHours, isOpenAt } from '../units/hours.js';
import type { Unit } from '../units/unit.js';
import { dateText } from './facts.js';
import type { MessageKey, Translate } from './translate.js';
import { type Context, say, type Turn } from './turn.js';
import { plainLine } from './words.js';

/** More than this are not listed: the person names the one they mean. */
const MAX_UNITS = 3;

/** Opening hours, or address and telephone, of the units that are meant. */
export async function answerOffice(context: Context, about: 'hours' | 'place'): Promise<Turn> {
  const { t } = context;
  const units = await meantUnits(context);
  if (units.length === 0) return say(context, { text: t(`office.unknown.${about}`) }, {});
  const parts = units
    .slice(0, MAX_UNITS)
    .map((unit) => (about === 'hours' ? hoursText(context, unit) : placeText(t, unit)));
  const more = units.length > MAX_UNITS ? [t('office.nameIt')] : [];
  return say(context, { text: [...parts, ...more].join('\n\n') }, {});
}

/** Telephone and address of the office in one or two lines; [] when nothing is known. */
export async function contactLines(context: Context): Promise<string[]> {
  const units = (await meantUnits(context)).slice(0, 1);
  return units.map((unit) => placeText(context.t, unit));
}

/** The units named in the message, else those at the top; only ones of which something is known. */
async function meantUnits({ text, lookups }: Context): Promise<Unit[]> {
  const known = (await lookups.units()).filter(({ address, phone, hours }) => address ?? phone ?? hours);
  const line = plainLine(text);
  const named = known.filter(({ name }) => name !== null && line.includes(plainLine(name)));
  if (named.length > 0) return named;
  const codes = new Set(known.map(({ code }) => code));
  return known.filter(({ parentCode }) => parentCode === null || !codes.has(parentCode));
}

function nameOf(unit: Unit): string {
  return unit.name ?? unit.code;
}

function placeText(t: Translate, unit: Unit): string {
  return [
    nameOf(unit),
    unit.address === null ? t('office.noAddress') : t('office.address', { address: unit.address }),
    unit.phone === null ? t('office.noPhone') : t('office.phone', { phone: unit.phone }),
  ].join('\n');
}

function hoursText(context: Context, unit: Unit): string {
  const { t } = context;
  const name = nameOf(unit);
  if (unit.hours === null) return t('office.noHours', { name, contact: unit.phone ?? t('office.noPhone') });
  const week = describeHours(unit.hours).map(({ days, spans }) => {
    const named = days.map(({ from, to }) => {
      const [first, last] = [t(`weekday.${from}`), t(`weekday.${to}`)];
      return from === to ? first : `${first} – ${last}`;
    });
    return `• ${named.join(', ')}: ${spans.map(({ from, to }) => `${from}–${to}`).join(', ')}`;
  });
  const closures = unit.closures
    .filter(({ to }) => to >= context.today)
    .map(({ from, to, reason }) => t('office.closure', { from: dateText(from), to: dateText(to), reason }));
  return [t('office.hours', { name }), ...week, stateText(context, unit), ...closures].join('\n');
}

function stateText({ t, now, lookups }: Context, unit: Unit): string {
  const state = isOpenAt(unit, now, lookups.holidays);
  if (state.open) return t('office.openNow', { until: state.until });
  const key: MessageKey = `office.closed.${state.reason}`;
  const next = state.opensAt;
  return `${t(key)}${next ? ` ${t('office.opens', { time: next.time, date: dateText(next.date) })}` : ''}`;
}
