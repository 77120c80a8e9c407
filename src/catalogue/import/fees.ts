/**
 * Fees of the national data. The source writes 0 for free, for "set by the council", for "see the note" and
 * for nothing at all; sums in thousands or dollars; and temporary cuts inside the text. Pure.
 */
import { cleanLine, textOrNull, withoutBullet } from '../clean.js';
import type { Fee, SubmissionChannel } from '../procedure.js';
import { dayAfter, isForeignMoney, sumsInText, windowsInText } from './money.js';
import { caseInNote, type Trap, uniqueBy } from './time-limits.js';

/** A fee as a source writes it, before its traps are seen to. */
export type SourceFee = {
  channel: SubmissionChannel | null;
  type: Fee['type'];
  /** As the source writes it, in đồng by its own account. */
  value: number | null;
  note: string | null;
  /** What the source shows in place of the value, e.g. "Miễn phí"; a mere repetition when there is a note. */
  text: string | null;
};

type Amount = Fee['amount'];
const UNKNOWN: Amount = { kind: 'unknown' };
const FREE: Amount = { kind: 'free' };
const COUNCIL: Amount = { kind: 'council' };

const FREE_WORDS =
  /^[("\s-]*(không( có)?(?=\s*($|[.;,)]))|không (thu|mất|phải (nộp|đóng))( (lệ )?phí|, lệ phí)*|miễn( thu)?( (lệ )?phí)?|((lệ )?phí\s*:\s*)?(0|không) *(đồng|đ|vnđ))(?=$|[\s.;,:()])/iu;
/** "Miễn phí: trường hợp …": free in that case alone. */
const FREE_CASE =
  /^miễn (?:lệ )?phí(?: đồng)? {0,3}[-–:]? {0,3}((?:đối với|trường hợp|cho)\s[^;\n]{3,300})$/iu;
/** What narrows "free" to some people or ways: then the whole is not free. */
const FREE_FOR_SOME = /đối với|trường hợp|cho người|thuộc diện|đối tượng|giảm/iu;
const ONLINE_ONLY = /qua mạng|trực tuyến|trên môi trường (mạng|điện tử)/iu;
const COUNCIL_WORDS = /hội đồng nhân dân|hđnd|chính quyền địa phương/iu;
/** Smaller sums do not occur: they are thousands, dollars or place holders. */
const SMALLEST_FEE = 1000;
const LONGEST_CASE = 200;

/** The fees by channel and case, without repeats, and the traps met. Null when the source says nothing. */
export function mapFees(rows: readonly SourceFee[], today: string): { fees: Fee[] | null; traps: Trap[] } {
  const traps: Trap[] = [];
  const fees = uniqueBy(
    rows.flatMap((row) => readFee(row, traps)),
    JSON.stringify,
  );
  for (const fee of fees) {
    const replaced = fees.some((other) => other.channel === fee.channel && (other.validTo ?? '9') >= today);
    if (fee.validTo !== null && fee.validTo < today && !replaced) {
      traps.push({ key: 'feeExpired', params: { date: fee.validTo } });
    }
  }
  return { fees: fees.length > 0 ? fees : null, traps: uniqueBy(traps, JSON.stringify) };
}

/** One row is usually one fee; a temporary cut inside its note makes two. */
function readFee(row: SourceFee, traps: Trap[]): Fee[] {
  const note = textOrNull(row.note);
  const shown = textOrNull(row.text);
  const base = { channel: row.channel, type: row.type ?? typeInText(shown) };
  const always = { ...base, text: null, validFrom: null, validTo: null };
  const isZero = (row.value ?? 0) === 0;
  const freeCase = isZero && !ONLINE_ONLY.test(note ?? '') ? FREE_CASE.exec(note ?? '')?.[1] : undefined;
  if (freeCase !== undefined) return [{ ...always, case: caseName(freeCase), amount: FREE }];
  const amount = readAmount(row, note, shown, traps);
  if (amount.kind === 'unknown' && note === null && isZero) return [];
  if (!isZero && note !== null && isCase(note)) return [{ ...always, case: caseName(note), amount }];
  return periods(amount, note, row.channel).map((period) => ({
    ...base,
    case: caseInNote(note),
    amount: period.amount,
    text: note,
    validFrom: period.from,
    validTo: period.to,
  }));
}

function caseName(note: string): string {
  return withoutBullet(cleanLine(note)).replace(/(?<![\s:.])[\s:.]+$/, '');
}

function readAmount(row: SourceFee, note: string | null, shown: string | null, traps: Trap[]): Amount {
  const value = row.value ?? 0;
  if (value >= SMALLEST_FEE) return { kind: 'amount', vnd: value };
  if (value > 0) return smallAmount(value, note ?? '', shown ?? '', traps);
  if (note === null) return shown !== null && FREE_WORDS.test(shown) ? FREE : UNKNOWN;
  return amountInNote(note, row.channel);
}

/** A value under 1.000 đ: thousands when the note confirms it, otherwise nothing to rely on. */
function smallAmount(value: number, note: string, shown: string, traps: Trap[]): Amount {
  const vnd = value * 1000;
  if (!isForeignMoney(note) && sumsInText(note).includes(vnd)) {
    traps.push({ key: 'feeThousands', params: { value, amount: vnd } });
    return { kind: 'amount', vnd };
  }
  if (!isForeignMoney(`${note} ${shown}`)) traps.push({ key: 'feeImplausible', params: { value } });
  return UNKNOWN;
}

/** What a note says where the value is 0 or missing. Several sums, or a reference to a circular: unknown, the text tells. */
function amountInNote(note: string, channel: SubmissionChannel | null): Amount {
  if (saysFree(note, channel)) return FREE;
  const sums = sumsInText(note);
  if (COUNCIL_WORDS.test(note)) return sums.length === 0 ? COUNCIL : UNKNOWN;
  if (isForeignMoney(note)) return UNKNOWN;
  const windows = windowsInText(note);
  if (windows.length === 0) return onlySum(FREE_FOR_SOME.test(note) ? [] : sums);
  if (windows.length > 1) return UNKNOWN;
  // The sum outside the sentence about the temporary cut is the ordinary one.
  const ordinary = sumsInText(note.replace(clauseAround(note), ' '));
  return onlySum(ordinary.length > 0 ? ordinary : sums);
}

function onlySum(sums: readonly number[]): Amount {
  const [sum, ...more] = sums;
  return sum === undefined || more.length > 0 ? UNKNOWN : { kind: 'amount', vnd: sum };
}

/** "Miễn lệ phí.", "Không thu phí": free, unless the same sentence keeps it to some people or to the web. */
function saysFree(note: string, channel: SubmissionChannel | null): boolean {
  if (!FREE_WORDS.test(note) || windowsInText(note).length > 0) return false;
  const sentence = /^[^.;\n]*/.exec(note)?.[0] ?? note;
  if (/^[("\s-]*không thu/iu.test(sentence)) return true;
  if (ONLINE_ONLY.test(sentence)) return channel === 'online';
  return !FREE_FOR_SOME.test(sentence);
}

type Period = { amount: Amount; from: string | null; to: string | null };

/**
 * When a sum applies. One window in the note belongs to the sum itself ("áp dụng đến hết …"), or to a cut
 * beside it; then the cut applies within and the sum from the day after. Several windows: the text tells.
 */
function periods(amount: Amount, note: string | null, channel: SubmissionChannel | null): Period[] {
  const open = [{ amount, from: null, to: null }];
  const [window, ...more] = windowsInText(note ?? '');
  if (amount.kind !== 'amount' || note === null || window === undefined || more.length > 0) return open;
  const clause = clauseAround(note);
  if (ONLINE_ONLY.test(clause) && channel !== 'online' && channel !== null) return open;
  const cut = cutInClause(clause, amount.vnd);
  if (cut === null) return [{ amount, ...window }];
  return [
    { amount: cut, ...window },
    ...(window.to === null ? [] : [{ amount, from: dayAfter(window.to), to: null }]),
  ];
}

/** The part of the note, between bullets, semicolons or full stops, that names the window. */
function clauseAround(note: string): string {
  const clauses = note.split(/;|\n|\.\s|(?:^|\s)[-+*•]\s/);
  return clauses.find((clause) => windowsInText(clause).length > 0) ?? note;
}

/** The amount of a cut within its window; null when the window belongs to the listed sum itself. */
function cutInClause(clause: string, listed: number): Amount | null {
  if (/miễn(?! {0,3},? {0,3}một số)/iu.test(clause) && !/quy định mức thu, miễn/iu.test(clause)) return FREE;
  const sums = sumsInText(clause);
  if (sums.includes(listed)) return null;
  const lower = sums.find((sum) => sum < listed);
  if (lower !== undefined) return { kind: 'amount', vnd: lower };
  const percent = /bằng\s+(\d{1,2})\s*%/iu.exec(clause)?.[1];
  return percent ? { kind: 'amount', vnd: Math.round((listed * Number(percent)) / 100) } : null;
}

/** A note that says what the sum is for, and nothing else. */
function isCase(note: string): boolean {
  return (
    note.length <= LONGEST_CASE &&
    sumsInText(note).length === 0 &&
    windowsInText(note).length === 0 &&
    !/^[/(*]|thông tư|nghị (định|quyết)|quyết định số|theo quy định|miễn|giảm|%|\d{4}|^(đồng|vnđ|hồ sơ)/iu.test(
      note,
    )
  );
}

function typeInText(text: string | null): Fee['type'] {
  if (/^lệ phí/iu.test(text ?? '')) return 'fee';
  if (/^phí/iu.test(text ?? '')) return 'charge';
  return /^mức giá/iu.test(text ?? '') ? 'price' : null;
}
