/** The facts of a procedure in words: money, dates, time limits, fees, service level. Pure. */

import type { Fee, Procedure, SubmissionChannel, TimeLimit } from '../../catalogue/procedure.js';
import type { Locale, MessageKey, Translate } from '../../i18n/locale.js';
import { shorten } from './page.js';

/** What the words are made from. */
export type Telling = {
  procedure: Procedure;
  /** The version of a province that some of it is told from. */
  own?: Procedure | null;
  t: Translate;
  locale: Locale;
  today: string;
};

const MAX_REMARK = 300;
const MAX_CASE = 160;
/** A shorter remark on "free" or "set by the council" only says so again. */
const MIN_REMARK = 60;
/** A remark that says when it is due at all is told however short. */
const CONDITION = /^nếu\b/iu;

/** 21/11/2026, from `YYYY-MM-DD`. */
export function dateText(date: string): string {
  return date.split('-').reverse().join('/');
}

/** "8.000 đồng"; "8,000 VND" in English. */
export function moneyText(vnd: number, t: Translate): string {
  const digits = String(Math.round(vnd)).replace(/\B(?=(\d{3})+$)/g, t('money.separator'));
  return t('money.amount', { amount: digits });
}

/** One line per case and value, the ways of handing in named only where they differ. */
export function timeLines({ procedure, t }: Telling): string[] {
  const limits = procedure.timeLimits.value ?? [];
  return byChannel(
    limits.map((limit) => ({ ...limit, said: timeText(limit, t) })),
    t,
  );
}

function timeText({ amount, unit, text }: TimeLimit, t: Translate): string {
  const remark = text === null ? '' : shorten(oneLine(text), MAX_REMARK);
  if (amount === null || unit === null) return remark === '' ? t('unknown.short') : remark;
  const key: MessageKey = `time.${unit}.${amount === 1 ? 'one' : 'many'}`;
  const length = t(key, { amount: String(amount).replace('.', t('money.decimal')) });
  return withRemark(length, remark, 0);
}

/**
 * The fees that apply today or will, one line per case and value; `expired` = the last day of the latest one that
 * no longer does, when nothing is left.
 */
export function feeLines({ procedure, t, today }: Telling): { lines: string[]; expired: string | null } {
  const fees = procedure.fees.value ?? [];
  const current = fees.filter(({ validTo }) => validTo === null || validTo >= today);
  const ends = fees.map(({ validTo }) => validTo ?? '').sort();
  const lines = byChannel(
    current.map((fee) => ({ ...fee, said: feeText(fee, t, today) })),
    t,
  );
  return { lines, expired: current.length === 0 ? (ends.at(-1) ?? null) : null };
}

function feeText(fee: Fee, t: Translate, today: string): string {
  const remark = fee.text === null ? '' : shorten(oneLine(fee.text), MAX_REMARK).replace(/\.$/, '');
  const type = fee.type === null || fee.type === 'fee' ? '' : `${t(`fee.${fee.type}`)}: `;
  const unsaid = (date: string | null) => date !== null && !remark.includes(dateText(date));
  const validity = [
    fee.validFrom !== null && fee.validFrom > today && unsaid(fee.validFrom)
      ? t('fee.from', { date: dateText(fee.validFrom) })
      : '',
    fee.validTo !== null && unsaid(fee.validTo) ? t('fee.until', { date: dateText(fee.validTo) }) : '',
  ].join('');
  if (fee.amount.kind === 'unknown')
    return `${type}${remark === '' ? t('unknown.short') : remark}${validity}`;
  const amount = fee.amount.kind === 'amount' ? moneyText(fee.amount.vnd, t) : t(`fee.${fee.amount.kind}`);
  return `${type}${withRemark(amount, remark, fee.amount.kind === 'amount' || CONDITION.test(remark) ? 0 : MIN_REMARK)}${validity}`;
}

/** Whether it can be done online, in the words of the service level, or as the bare fact where that is all there is. */
export function onlineLines({ procedure, t }: Telling): string[] {
  const level = procedure.serviceLevel.value;
  if (level !== null) {
    const mapped = level.mappedFrom === null ? '' : ` ${t('online.mapped', { level: level.mappedFrom })}`;
    const said =
      level.level === 'partial' && level.reason !== null
        ? t('online.partialBecause', { reason: level.reason })
        : t(`online.${level.level}`);
    return [said + mapped, ...(level.level === 'information' ? [] : [t('online.orDesk')])];
  }
  if (procedure.online.value === null) return [];
  return procedure.online.value ? [t('online.yes'), t('online.orDesk')] : [t('online.no')];
}

type Said = { channel: SubmissionChannel | null; case: string | null; said: string };

function byChannel(items: readonly Said[], t: Translate): string[] {
  const groups = new Map<string, { item: Said; channels: (SubmissionChannel | null)[] }>();
  for (const item of items) {
    const key = JSON.stringify([item.case, item.said]);
    const group = groups.get(key) ?? { item, channels: [] };
    group.channels.push(item.channel);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ item, channels }) => {
    const alone = [...groups.values()].filter((other) => other.item.case === item.case).length === 1;
    const named = channels.filter((channel) => channel !== null);
    const where = named.map((channel) => t(`channel.${channel}`)).join(', ');
    const label =
      item.case === null || item.said.includes(item.case) ? '' : shorten(oneLine(item.case), MAX_CASE);
    const channel = alone || where === '' || channels.includes(null) ? '' : ` – ${where}`;
    return `${label === '' ? '' : `${label}: `}${item.said}${channel}`;
  });
}

/** The amount with what the source remarks on it; a remark that names the amount stands for both. */
function withRemark(said: string, remark: string, min: number): string {
  if (remark.length < min || !addsTo(remark, said)) return said;
  return remark.toLowerCase().startsWith(said.toLowerCase()) ? remark : `${said} (${remark})`;
}

/** Whether a remark says more than the amount it stands beside. */
function addsTo(remark: string, said: string): boolean {
  const rest = remark.toLowerCase().replace(said.toLowerCase(), '');
  return /\p{L}{2,}/u.test(rest.replace(/lệ phí|phí|mức giá|đồng|vnđ|vnd|thời hạn|giải quyết/giu, ''));
}

/** Text of the source on one line, without the bullet it begins with. */
export function oneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[-+*•–]\s*/, '');
}
