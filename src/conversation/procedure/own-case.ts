/**
 * The case of a procedure that fits what a person has told: its papers, fee and time. The names of cases are read for what
 * they speak of; a case that speaks of something else than what was told falls away, nothing is guessed beyond that. Pure.
 */
import type { Fee, PaperCase, Procedure, SubmissionChannel, TimeLimit } from '../../catalogue/procedure.js';
import type { Attribute } from '../../search/question.js';
import { type Circumstances, EXCLUSIVE, FEE_WAIVED } from '../reading/circumstances.js';

/** A slot that decided something, to be named and corrected. */
export type Assumed = keyof Circumstances;

/** The parts of a record that tell cases apart. */
export const CASE_PARTS = ['papers', 'fee', 'time'] as const satisfies readonly Attribute[];
type CasePart = (typeof CASE_PARTS)[number];

/** The procedure with nothing but what fits; `assumed`: what that rests on in each part, [] = nothing fell away there. */
export type OwnCase = { procedure: Procedure; assumed: Record<CasePart, Assumed[]> };

/** Whether what a name speaks of was told: yes, told otherwise, or not told (null). */
type Agreement = boolean | null;
type Rule = { slot: Assumed; says: RegExp; agrees: (told: Circumstances, name: string) => Agreement };

const [HOMES, DEFECTS] = EXCLUSIVE;

function oneOf(slots: readonly Assumed[], slot: Assumed, told: Circumstances): Agreement {
  const value = told[slot];
  if (typeof value === 'boolean') return value;
  return slots.some((other) => told[other] === true) ? false : null;
}

const flag = (slot: Assumed, says: RegExp): Rule => ({
  slot,
  says,
  agrees: (told) => (typeof told[slot] === 'boolean' ? (told[slot] as boolean) : null),
});

const ONLINE = /trực tuyến|trên mạng/iu;
const RULES: readonly Rule[] = [
  {
    slot: 'rents',
    says: /(?:nhà|chỗ ở) thuê|thuê, mượn|ở nhờ/iu,
    agrees: (told) => oneOf(HOMES, 'rents', told),
  },
  { slot: 'ownsHome', says: /sở hữu của mình/iu, agrees: (told) => oneOf(HOMES, 'ownsHome', told) },
  { slot: 'joinsFamily', says: /về ở với/iu, agrees: (told) => oneOf(HOMES, 'joinsFamily', told) },
  {
    slot: 'lost',
    says: /(?:bị|do|hoặc|làm) mất|^mất (?!năng lực)|thất lạc/iu,
    agrees: (told) => oneOf(DEFECTS, 'lost', told),
  },
  { slot: 'damaged', says: /hỏng|rách|nát/iu, agrees: (told) => oneOf(DEFECTS, 'damaged', told) },
  { slot: 'expired', says: /hết hạn|bằng quá hạn/iu, agrees: (told) => oneOf(DEFECTS, 'expired', told) },
  { slot: 'late', says: /đăng ký quá hạn|không đúng hạn/iu, agrees: (told) => isLate(told) },
  {
    slot: 'late',
    says: /đăng ký đúng hạn/iu,
    agrees: (told) => {
      const late = isLate(told);
      return late === null ? null : !late;
    },
  },
  {
    slot: 'abroad',
    says: /ở nước ngoài/iu,
    agrees: ({ abroad = null }) => abroad,
  },
  {
    slot: 'foreignSpouse',
    says: /người nước ngoài/iu,
    agrees: ({ foreignSpouse = null }) => foreignSpouse,
  },
  {
    slot: 'marital',
    says: /ly hôn/iu,
    agrees: ({ marital }) => (marital === undefined ? null : marital === 'divorced'),
  },
  {
    slot: 'cannotCome',
    says: /ủy quyền|uỷ quyền|nhờ người khác|(?:xin|làm|nộp) thay/iu,
    agrees: ({ cannotCome = null }) => cannotCome,
  },
  {
    slot: 'cannotCome',
    says: /^tự (?:xin|làm|nộp)/iu,
    agrees: ({ cannotCome }) => (cannotCome === undefined ? null : !cannotCome),
  },
  { slot: 'age', says: /tuổi|thành niên/iu, agrees: (told, name) => agesAgree(name, told) },
  { slot: 'online', says: ONLINE, agrees: ({ online = null }) => online },
  flag('official', /công chức|lực lượng vũ trang|đóng quân/iu),
  flag('student', /học sinh|sinh viên/iu),
  flag('poor', /hộ nghèo|cận nghèo/iu),
  flag('disabled', /khuyết tật/iu),
  flag('veteran', /có công|cựu chiến binh|thương binh|liệt sĩ/iu),
  flag('abandoned', /bị bỏ rơi/iu),
  flag('surrogate', /mang thai hộ/iu),
  flag('again', /^xác định lại|xin cấp lại/iu),
];

/** A birth is registered within 60 days (Luật Hộ tịch 60/2014/QH13, Đ.15). */
const IN_TIME_DAYS = 60;
const DAYS = { day: 1, month: 30, year: 365 };

function isLate({ late, expired, age, forWhom }: Circumstances): Agreement {
  if (late !== undefined) return late;
  if (expired) return true;
  return age && forWhom === 'child' ? age.number * DAYS[age.unit] > IN_TIME_DAYS : null;
}

const ADULT = 18;
const YEARS = /(?:từ (?:đủ )?(\d+)(?: tuổi)?)?(?:(?:^|[^\d])(?:đến )?dưới (\d+) tuổi)?/giu;

/** Whether an age lies within what a name says; null = it speaks of no age. */
function agesAgree(name: string, { age }: Circumstances): Agreement {
  if (!age) return null;
  const years = (age.number * DAYS[age.unit]) / DAYS.year;
  if (/chưa thành niên/iu.test(name)) return years < ADULT;
  const bounds = [...name.matchAll(YEARS)].flatMap(([, from, below]) =>
    from || below ? [{ from: Number(from ?? 0), below: Number(below ?? Number.POSITIVE_INFINITY) }] : [],
  );
  return bounds.length === 0 ? null : bounds.some(({ from, below }) => years >= from && years < below);
}

/** Whether a text speaks of the case that was told: of just that, of another, or of neither (null). */
export function speaksOf(text: string, told: Circumstances): boolean | null {
  // Of what is not told no text has to be looked through.
  const rules = RULES.filter(({ agrees }) => agrees(told, text) !== null);
  if (rules.length === 0) return null;
  const { fits, not } = agreementOf(text, told, rules);
  if (fits.length > 0) return true;
  return not.length > 0 ? false : null;
}

/** Of a name: what was told and agrees, what was told otherwise; nothing = it speaks of nothing that was told. */
function agreementOf(
  name: string,
  told: Circumstances,
  rules: readonly Rule[] = RULES,
): { fits: Assumed[]; not: Assumed[]; open: boolean } {
  const said = rules
    .filter(({ says }) => says.test(name))
    .map(({ slot, agrees }) => ({ slot, agrees: agrees(told, name) }));
  const slots = (wanted: Agreement) => said.flatMap(({ slot, agrees }) => (agrees === wanted ? [slot] : []));
  // "Mất thẻ, nộp trực tuyến" is the case of nobody who has not said how they hand in.
  const isHalf = ONLINE.test(name) && told.online !== true;
  return { fits: isHalf ? [] : slots(true), not: slots(false), open: slots(null).length > 0 };
}

type Chosen<T> = { kept: T[]; assumed: Assumed[] };
/** `common`: items without a case go with every case, and are no case of their own. */
type Naming<T> = { nameOf: (item: T) => string | null; common: boolean; isBeside?: (item: T) => boolean };

/** The items whose case fits, or that no case is told against; `assumed`: what decided. */
function choose<T>(
  items: readonly T[],
  told: Circumstances,
  { nameOf, common, isBeside = () => false }: Naming<T>,
): Chosen<T> {
  const all = items.map((item) => {
    const name = nameOf(item);
    const beside = isBeside(item) || (common && name === null);
    return {
      item,
      beside,
      ...(name === null ? { fits: [], not: [], open: false } : agreementOf(name, told)),
    };
  });
  const fitting = all.filter(({ fits, beside }) => fits.length > 0 && !beside);
  const kept = all.filter(({ fits, not, open, beside }) =>
    fitting.length > 0 && !beside ? fits.length > 0 : not.length === 0 || open,
  );
  if (kept.length === 0 || kept.length === all.length) return { kept: [...items], assumed: [] };
  const against = all.filter((one) => !kept.includes(one)).flatMap(({ not }) => not);
  const decided = fitting.length > 0 ? fitting.flatMap(({ fits }) => fits) : against;
  return { kept: kept.map(({ item }) => item), assumed: [...new Set(decided)] };
}

/** What is due beside another amount or time: "thêm 30 ngày xác minh", a further copy. */
const BESIDE = /(?:^|\s)thêm\s/iu;

function isBeside({ case: name, text }: Fee | TimeLimit): boolean {
  return BESIDE.test(name ?? '') || BESIDE.test((text ?? '').slice(0, 8));
}

/** What fits of a procedure. A case chosen by its number decides the papers alone. */
export function ownCaseOf(procedure: Procedure, told: Circumstances): OwnCase {
  const { papers, fees, timeLimits } = procedure;
  const picked = pickedCase(papers.value, told.inCase);
  const own: Chosen<PaperCase> = picked
    ? { kept: picked, assumed: ['inCase'] }
    : choose(papers.value ?? [], told, { nameOf: ({ name }) => name, common: true });
  const naming = { nameOf: (one: Fee | TimeLimit) => one.case, common: false, isBeside };
  const fee = channelled<Fee>(choose(fees.value ?? [], told, naming), told);
  const time = channelled<TimeLimit>(choose(timeLimits.value ?? [], told, naming), told);
  const assumed = { papers: own.assumed, fee: fee.assumed, time: time.assumed };
  if (Object.values(assumed).every((slots) => slots.length === 0)) return { procedure, assumed };
  return {
    procedure: {
      ...procedure,
      papers: { ...papers, value: papers.value && own.kept },
      fees: { ...fees, value: fees.value && fee.kept },
      timeLimits: { ...timeLimits, value: timeLimits.value && time.kept },
    },
    assumed,
  };
}

/** Whom fees are waived for, by what was told. */
const WAIVED: Readonly<Record<(typeof FEE_WAIVED)[number], RegExp>> = {
  poor: /nghèo/iu,
  disabled: /khuyết tật/iu,
  veteran: /có công|cách mạng|cựu chiến binh|thương binh|liệt sĩ/iu,
};

/** What a record says of the fee for who is poor, disabled or has merit, where that was told; [] = nothing. */
export function waiversFor<T extends { part: string; topic: string | null; text: string }>(
  passages: readonly T[],
  told: Circumstances,
): T[] {
  const says = FEE_WAIVED.flatMap((slot) => (told[slot] ? [WAIVED[slot]] : []));
  return passages.filter(
    ({ part, topic, text }) =>
      (topic === 'exemption' || (topic === null && /miễn/iu.test(text) && part !== 'legal')) &&
      says.some((name) => name.test(text)),
  );
}

/** The case of that number with the general papers; null = none is chosen, or there is none of that number. */
function pickedCase(cases: readonly PaperCase[] | null, number: number | undefined): PaperCase[] | null {
  const picked = number === undefined ? undefined : cases?.[number - 1];
  return picked && cases ? cases.filter((one) => one === picked || one.name === null) : null;
}

/** Who hands in online is told what holds online, where the record tells ways apart. */
function channelled<T extends { channel: SubmissionChannel | null }>(
  { kept, assumed }: Chosen<T>,
  { online }: Circumstances,
): Chosen<T> {
  const ways = kept.filter(({ channel }) => channel === null || channel === (online ? 'online' : 'direct'));
  const decides = online !== undefined && ways.length > 0 && ways.length < kept.length;
  return decides ? { kept: ways, assumed: [...assumed, 'online'] } : { kept, assumed };
}
