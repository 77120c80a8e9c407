/** Questions about the dates of the dossier that is open: when, whether late, how often moved, and why. */
import type { MessageKey } from '../../i18n/locale.js';
import type { Context } from '../turn.js';
import { keyed, reasonLines } from './opened-text.js';
import { daysLate, type HolderStanding, isOverdue, lateLines, statusText, type Told } from './standing.js';

/** States whose date is told in one way. */
const DATE: Readonly<Partial<Record<Told, MessageKey>>> = {
  1: 'opened.date.1',
  3: 'opened.date.3',
  7: 'opened.date.7',
  '8.stopped': 'opened.date.8.stopped',
  9: 'opened.date.9',
  '9.refused': 'opened.date.9.refused',
  '9.posted': 'opened.date.9.posted',
  10: 'opened.date.10',
};
const DUE: Readonly<Partial<Record<Told, MessageKey>>> = {
  2: 'opened.date.open',
  4: 'opened.date.open',
  5: 'opened.date.5',
  6: 'opened.date.6',
  8: 'opened.date.8.paused',
  '8.paused': 'opened.date.8.paused',
};

/** When it is finished, or was. */
export function tellDate(context: Context, standing: HolderStanding): string[] {
  const { told, due, by, view } = standing;
  const fixed = DATE[told];
  if (fixed) return [keyed(context, standing, fixed)];
  const deadline = by === null ? [] : [keyed(context, standing, 'opened.deadline')];
  if (due === null) return [context.t('holder.due.unknown'), ...deadline];
  if (isOverdue(standing, context.now)) return tellLate(context, standing);
  const moved = view.extended ? [keyed(context, standing, 'opened.movedOnce')] : [];
  return [keyed(context, standing, DUE[told] ?? 'opened.date.open'), ...moved, ...deadline];
}

/** How often it was moved, from when, and why the office says. */
export function tellMoved(context: Context, standing: HolderStanding): string[] {
  const { view, due, firstDue } = standing;
  const fixed = DATE[standing.told];
  if (due === null || (fixed && !view.extended))
    return [keyed(context, standing, fixed ?? 'holder.due.unknown')];
  if (!view.extended) {
    const isOther = firstDue !== null && firstDue !== due;
    return [
      keyed(context, standing, isOther ? 'opened.moved.other' : 'opened.moved.never'),
      ...reasonLines(context, standing),
    ];
  }
  return [
    keyed(context, standing, 'opened.movedOnce'),
    ...reasonLines(context, standing),
    context.t('opened.moved.onlyOnce'),
    ...(isOverdue(standing, context.now) ? lateLines(context, standing) : []),
  ];
}

/** Why it was refused, paused, asked for papers, or is late. */
export function tellWhy(context: Context, standing: HolderStanding): string[] {
  const reasons = reasonLines(context, standing);
  if (isOverdue(standing, context.now))
    return [
      ...reasons,
      keyed(context, standing, reasons.length > 0 ? 'opened.late.right' : 'opened.why.late'),
    ];
  const next = WHY_NEXT[standing.told];
  if (reasons.length > 0) return [...reasons, ...(next ? [keyed(context, standing, next)] : [])];
  return [statusText(context, standing), keyed(context, standing, 'opened.why.none')];
}

/** What a reason leads to. */
const WHY_NEXT: Readonly<Partial<Record<Told, MessageKey>>> = {
  3: 'opened.again',
  5: 'opened.where.5',
  '8.paused': 'opened.do.paused',
  '8.stopped': 'opened.ask',
  '9.refused': 'opened.object',
};

/** Whether it is late, by how much, and what one may do about that. */
export function tellLate(context: Context, standing: HolderStanding): string[] {
  const { t, today, now } = context;
  const { view, told, due } = standing;
  const days = daysLate(standing, today);
  if (due === null) return [keyed(context, standing, DATE[told] ?? 'holder.due.unknown')];
  const dates = { date: due, first: standing.firstDue ?? due, days: Math.abs(days) };
  if (isOverdue(standing, now))
    return [
      t(view.extended ? 'opened.late.moved' : 'opened.late', dates),
      keyed(context, standing, 'opened.late.right'),
    ];
  if (view.settledAt !== null) {
    const moved = view.extended ? [keyed(context, standing, 'opened.movedOnce')] : [];
    const key = days > 0 ? 'late' : days < 0 ? 'early' : 'onTime';
    return [t(`opened.settled.${key}`, dates), ...moved];
  }
  const { status } = view;
  if (status === 5 || status === 6 || (status === 8 && told !== '8.stopped'))
    return [t(`opened.notCounted.${status}`, dates)];
  return tellDateInTime(context, standing, dates);
}

function tellDateInTime(
  context: Context,
  standing: HolderStanding,
  dates: { date: string; days: number },
): string[] {
  const fixed = DATE[standing.told];
  if (fixed) return [keyed(context, standing, fixed)];
  const moved = standing.view.extended
    ? [keyed(context, standing, 'opened.movedOnce'), context.t('opened.moved.onlyOnce')]
    : [];
  return [context.t('opened.inTime', dates), ...moved];
}
