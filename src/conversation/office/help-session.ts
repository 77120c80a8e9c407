/** Local help sessions (tổ viết hộ hồ sơ, ngày không viết): when, where, what to bring. */

import type { Weekday } from '../../time/day.js';
import { isOpenAt, openingOn, weekdayOfDate } from '../../units/hours.js';
import type { HelpSession, Unit } from '../../units/unit.js';
import { type Block, blocksOf, listOf, notesOf } from '../block.js';
import { saysBeside, spokenNames } from '../reading/details/sessions.js';
import { type Context, say, type Turn } from '../turn.js';
import { dateText } from '../wording/facts.js';
import { spansText, weekLines } from './office.js';

/** More than this are not listed. */
const MAX_SESSIONS = 5;

type Held = { unit: Unit; session: HelpSession };

/**
 * The sessions a message asks about: "hôm nào có người viết hộ hồ sơ", "sáng thứ Năm ở ấp Đông Định". Null = it asks
 * about something else, or says more than that. `asked`: the reader knows that it asks about them.
 */
export async function answerSessions(context: Context, { asked = false } = {}): Promise<Turn | null> {
  const { t, lookups, reading } = context;
  const { asks, weekday, placed: isPlaced, line, bare } = reading.sessions;
  const asksHelp = asked || asks;
  if (!asksHelp && (weekday === null || !isPlaced)) return null;
  const held = (await lookups.units()).flatMap((unit) => unit.sessions.map((session) => ({ unit, session })));
  const there = held.filter(({ session }) => spokenNames(session).some((name) => line.includes(name)));
  if (there.length === 0 && !asksHelp) return null;
  const names = there.flatMap(({ session }) => spokenNames(session));
  const isElsewhere = saysBeside(reading.sessions, names);
  if (!asked && isElsewhere && !bare) return null;
  if (held.length === 0) return say(context, { text: t('session.none') }, { kind: 'office' });
  const placed = there.length > 0 ? there : held;
  const onDay = placed.filter(({ session }) => isOn(session, weekday));
  const isMiss = isElsewhere || onDay.length === 0;
  const shown = (onDay.length > 0 ? onDay : placed).slice(0, MAX_SESSIONS);
  const intro: Block = { type: 'title', level: 2, text: t(isMiss ? 'session.elsewhere' : 'session.intro') };
  const blocks = [intro, ...shown.flatMap((each) => sessionBlocks(context, each))];
  return say(context, { blocks }, { kind: 'office' });
}

/** One session: what, where, the week, the next date that is no day off, what to bring. */
function sessionBlocks(context: Context, { unit, session }: Held): Block[] {
  const { t } = context;
  const bring = session.bring === null ? [] : [t('session.bring', { bring: session.bring })];
  return [
    { type: 'title', level: 3, text: t('session.where', { name: session.name, place: session.place }) },
    ...listOf(null, weekLines(t, session.hours)),
    ...blocksOf([nextText(context, { unit, session })]),
    ...notesOf(bring),
  ];
}

function nextText({ t, now, lookups }: Context, { unit, session }: Held): string {
  const times = { hours: session.hours, closures: unit.closures };
  // A session of Thursdays stays on Thursdays, whatever days the offices swap.
  const holidays = { off: lookups.holidays.off, worked: new Set<number>() };
  const state = isOpenAt(times, now, holidays);
  if (state.open) return t('session.now', { until: state.until });
  if (state.opensAt === null) return t('session.noNext');
  const { date, time } = state.opensAt;
  const day = openingOn(times, date, holidays);
  const spans = day?.open ? day.spans.filter(({ from }) => from >= time) : [];
  const weekday = t(`weekday.${weekdayOfDate(date)}`);
  return t('session.next', { weekday, date: dateText(date), spans: spansText(spans) });
}

/** True when no weekday is asked for. */
function isOn({ hours }: HelpSession, weekday: Weekday | null): boolean {
  return weekday === null || (hours[weekday] ?? []).length > 0;
}
