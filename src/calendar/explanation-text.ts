/** A due date explained in words: short for citizens, day by day with sources for the desk. Pure. */
import type { Locale, MessageKey, Translate } from '../i18n/locale.js';
import { toLocalMs } from '../time/clock.js';
import { dayOf, weekdayOf } from '../time/day.js';
import { HOUR_MS, MINUTE_MS } from '../time/duration.js';
import type { AppliedRule, DueExplanation, ExplainedDay } from './due-date.js';
import type { Holiday } from './holiday.js';
import type { Limit } from './limit-text.js';

/** The language, and how its texts are found. */
export type Wording = { t: Translate; locale: Locale };

/** Why a dossier is due when it is, for a citizen: the rules, then the days in runs and what is to be said of them. */
export function citizenWords(
  explanation: DueExplanation,
  words: Wording,
): { headline: string; rules: string[]; days: string[] } {
  return {
    headline: headline(explanation, words),
    rules: ruleTexts(explanation, words, false),
    days: [...runLines(explanation, words), ...remarks(explanation, words)],
  };
}

/** The same for the desk: the rules with their legal basis, then every day with its source. */
export function officerLines(explanation: DueExplanation, words: Wording): string[] {
  return [
    headline(explanation, words),
    ...ruleTexts(explanation, words, true).map((rule) => `• ${rule}`),
    ...explanation.days.map(
      (day) =>
        `${words.t(`weekday.${weekdayOf(dayOf(day.date))}`)} ${dateText(day.date)}: ${fate(day, words, true)}`,
    ),
    ...remarks(explanation, words),
  ];
}

/** 21/11/2026, from `YYYY-MM-DD`. */
function dateText(date: string): string {
  return date.split('-').reverse().join('/');
}

/** Date and time in Viet Nam, for the placeholders of a text. */
function momentOf(at: Date): { date: string; time: string } {
  const local = new Date(toLocalMs(at)).toISOString();
  return { date: dateText(local.slice(0, 10)), time: local.slice(11, 16) };
}

function limitText({ unit, amount }: Limit, t: Translate): string {
  if (unit === 'sameDay') return t('due.limit.sameDay');
  if (unit === 'hour' && amount < 1) return t('due.limit.minutes', { amount: Math.round(amount * 60) });
  const key: MessageKey = `time.${unit}.${amount === 1 ? 'one' : 'many'}`;
  return t(key, { amount: String(amount).replace('.', t('money.decimal')) });
}

function headline({ result, limit, receivedAt }: DueExplanation, { t }: Wording): string {
  const received = momentOf(receivedAt);
  const values = { limit: limitText(limit, t), receivedTime: received.time, receivedDate: received.date };
  if (result.kind === 'waiting') return t(`due.waiting.${result.for}`, momentOf(result.since));
  const inHours = limit.unit === 'hour' || (limit.unit === 'workingDay' && !Number.isInteger(limit.amount));
  return t(inHours ? 'due.headline.moment' : 'due.headline.day', { ...values, ...momentOf(result.dueAt) });
}

function ruleTexts({ rules, settings }: DueExplanation, { t }: Wording, withBasis: boolean): string[] {
  return rules.map(({ rule, at }: AppliedRule) => {
    const text = t(`due.rule.${rule}`, { ...(at && momentOf(at)), cutOff: settings.cutOff });
    const basis = withBasis ? t(`due.basis.${rule}`) : '-';
    return `${text}${basis === '-' ? '' : ` (${basis})`}`;
  });
}

function remarks({ result }: DueExplanation, { t }: Wording): string[] {
  const years = result.kind === 'due' ? result.unverifiedYears : [];
  return years.length > 0 ? [t('due.unverified', { years: years.join(', ') })] : [];
}

/** Neighbouring days with the same fate, in one piece: "23/11/2026 – 26/11/2026". */
function runLines({ days }: DueExplanation, words: Wording): string[] {
  const runs: { from: string; to: string; counted: boolean; fate: string }[] = [];
  for (const day of days) {
    const counted = day.mark === 'counted';
    const plain = counted && day.countedMs === null;
    const said = plain ? (workedText(day.worked, words) ?? '') : fate(day, words, false);
    const last = runs.at(-1);
    if (last && day.countedMs === null && last.counted === counted && last.fate === said) last.to = day.date;
    else runs.push({ from: day.date, to: day.date, counted, fate: said });
  }
  const { t } = words;
  const tell = (counted: boolean, key: MessageKey) => {
    const told = runs
      .filter((run) => run.counted === counted)
      .map(({ from, to, fate }) => {
        const span = from === to ? dateText(from) : `${dateText(from)} – ${dateText(to)}`;
        return fate === '' ? span : `${span} (${fate})`;
      });
    return told.length === 0 ? [] : [t(key, { days: told.join('; ') })];
  };
  return [...tell(true, 'due.counted'), ...tell(false, 'due.notCounted')];
}

function fate(day: ExplainedDay, words: Wording, withSource: boolean): string {
  const remark = day.off ? offText(day.off, words, withSource) : workedText(day.worked, words);
  if (day.mark === 'off') return remark ?? words.t('due.day.noHours');
  return [markText(day, words.t), remark].filter((part) => part !== null).join(', ');
}

function markText({ mark, number, countedMs, pause }: ExplainedDay, t: Translate): string {
  if (mark === 'counted' && countedMs !== null) return t('due.day.hours', hoursOf(countedMs));
  if (mark === 'counted') return t('due.day.counted', { number: number ?? 0 });
  if (mark === 'paused') return t(`due.day.paused.${pause ?? 'supplement'}`);
  return mark === 'off' ? '' : t(`due.day.${mark}`);
}

function workedText(worked: ExplainedDay['worked'], { locale }: Wording): string | null {
  return worked && nameOf(worked, locale);
}

function nameOf({ name, nameEn }: Holiday, locale: Locale): string {
  return locale === 'en' ? (nameEn ?? name) : name;
}

function hoursOf(ms: number): { hours: number; minutes: string } {
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  return { hours: Math.floor(ms / HOUR_MS), minutes: String(minutes).padStart(2, '0') };
}

function offText(off: NonNullable<ExplainedDay['off']>, { t, locale }: Wording, withSource: boolean): string {
  if (off.kind === 'weekend') return t('due.off.weekend');
  if (off.kind === 'closure') return t('due.off.closure', { reason: off.reason });
  const { source, verified } = off.holiday;
  const said = t('due.off.holiday', { name: nameOf(off.holiday, locale) });
  if (!withSource) return said;
  return `${said} – ${source}${verified ? '' : `, ${t('due.off.unverified')}`}`;
}
