/** Time limits of the national data. A number is taken only with a unit; otherwise the text tells. Pure. */
import { lineOrNull, textOrNull } from '../clean.js';
import type { SubmissionChannel, TimeLimit } from '../procedure.js';
import type { FindingKey } from './messages.js';

/** The time of one way of submitting; `unit` null = "other": see the note. */
export type SourceTime = {
  channel: SubmissionChannel | null;
  amount: number | null;
  unit: TimeLimit['unit'];
  note: string | null;
};

/** The time of one coded case (`1.004194.01`); its name is often the procedure's own. */
export type SourceCaseTime = { name: string | null; amount: number | null; unit: TimeLimit['unit'] };

/** A trap that was met while mapping, for a finding. */
export type Trap = { key: FindingKey; params: Record<string, string | number> };

/** Only such words make a note a time limit; otherwise it says where to go. */
const TIME_WORDS = /ngày|giờ|tháng|tuần|phút|thời (hạn|gian)|ngay (sau|khi)|không quy định/iu;
/** "Trường hợp …:" or "Đối với …:" at the start of a line names a case. */
const CASE_LEAD = /^[-+*• ]*((?:trường hợp|đối với)[^:\r\n]{3,200}):/gimu;
/** What is added in remote communes is a remark on every case, not a case. */
const REMOTE = /^đối với các xã(?!.*thông thường)/iu;
/** Notes that begin with a currency are fees; what follows may still be a time. */
const CURRENCY = /^\(*(vnđ|(việt nam )?đồng)\s*/iu;

/**
 * The limits by channel and case, without repeats, and the traps met. Null when the source says nothing usable.
 * @param procedureName a case of this name is the general case
 */
export function mapTimeLimits(
  times: readonly SourceTime[],
  caseTimes: readonly SourceCaseTime[],
  procedureName: string,
): { limits: TimeLimit[] | null; traps: Trap[] } {
  const traps: Trap[] = [];
  const byChannel = times.map((time) => readTime(time, traps)).filter((limit) => limit !== null);
  const byCase = caseTimes
    .map((time) => readCaseTime(time, procedureName))
    .filter((limit) => limit !== null)
    .filter((limit) => limit.case !== null || !byChannel.some((other) => sameTime(other, limit)));
  const limits = uniqueBy([...byChannel, ...byCase], JSON.stringify);
  return { limits: limits.length > 0 ? limits : null, traps: uniqueBy(traps, JSON.stringify) };
}

function readTime(time: SourceTime, traps: Trap[]): TimeLimit | null {
  const text = textOrNull(time.note);
  const amount = time.unit !== null && time.amount !== null && time.amount > 0 ? time.amount : null;
  if (amount !== null) {
    const unit = statedInWorkingDays(amount, time.unit, text) ? 'workingDay' : time.unit;
    if (unit !== time.unit) traps.push({ key: 'workingDays', params: { amount } });
    return { channel: time.channel, case: caseInNote(text), amount, unit, text };
  }
  const words = text?.replace(CURRENCY, '') ?? '';
  if (text !== null && words !== text && !/thời (hạn|gian)|\d (ngày|giờ)/iu.test(words)) {
    traps.push({ key: 'feeAsTime', params: {} });
    return null;
  }
  if (!TIME_WORDS.test(words)) return null;
  return { channel: time.channel, case: caseInNote(words), amount: null, unit: null, text: words };
}

function readCaseTime(time: SourceCaseTime, procedureName: string): TimeLimit | null {
  if (time.unit === null || time.amount === null || time.amount <= 0) return null;
  const name = lineOrNull(time.name);
  const isWhole = name === null || name.toLowerCase() === procedureName.toLowerCase();
  return { channel: null, case: isWhole ? null : name, amount: time.amount, unit: time.unit, text: null };
}

/** Whether the unit says days while the note says the same number of working days ("07 ngày làm việc"). */
function statedInWorkingDays(amount: number, unit: TimeLimit['unit'], note: string | null): boolean {
  if (unit !== 'day' || note === null) return false;
  const number = String(amount).replace('.', '[.,]');
  return new RegExp(`(?<![\\d.,])0?${number}\\s*(\\([^()]*\\)\\s*)?ngày làm việc`, 'iu').test(note);
}

/** The one case a note speaks of; null when it names none or several. */
export function caseInNote(note: string | null): string | null {
  const [lead, ...more] = [...(note ?? '').matchAll(CASE_LEAD)].map((match) => match[1] ?? '');
  return lead === undefined || more.length > 0 || REMOTE.test(lead) ? null : lineOrNull(lead);
}

function sameTime(one: TimeLimit, other: TimeLimit): boolean {
  return one.amount === other.amount && one.unit === other.unit;
}

/** The items whose keys differ, in order. */
export function uniqueBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item] as const)).values()];
}
