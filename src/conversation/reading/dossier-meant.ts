/** Which of the dossiers named of late a message points at: by its place, the end of its code, its procedure, or all. Pure. */
import { type FoundCode, sameReceipt } from '../../dossiers/receipt-code/find.js';
import { codesOf } from '../../search/search.js';
import type { OpenedAbout, ScoredAct, WhichAbout } from './acts.js';
import { readDigits } from './answers.js';
import { saysBoth } from './details/consent.js';
import { PROCEDURE, type Vote } from './intent-index.js';
import { kindOf, type Seen, see, UNSURE, vote } from './seen.js';
import type { NamedDossier, ReadingState } from './state.js';
import { findIn, phraseSet, restOf, type Words } from './words.js';

const POINTING = ['hồ sơ', 'bộ hồ sơ', 'cái', 'bộ', 'mã'];
const PLACES: Readonly<Record<string, string>> = {
  1: 'thứ nhất|thứ 1|đầu tiên|đầu|số một|số 1|1|một',
  2: 'thứ hai|thứ 2|thứ nhì|số hai|số 2|2|hai',
  3: 'thứ ba|thứ 3|số ba|số 3',
  4: 'thứ tư|thứ 4|số bốn|số 4',
  last: 'cuối|cuối cùng|sau|sau cùng|chót',
};
const ENGLISH: Readonly<Record<string, string>> = {
  1: '|the first one|the first dossier',
  2: '|the second one|the second dossier',
};
const ordinals = phraseSet(
  Object.fromEntries(
    Object.entries(PLACES).map(([place, ways]) => [
      place,
      POINTING.flatMap((noun) => ways.split('|').map((way) => `${noun} ${way}`)).join('|') +
        (ENGLISH[place] ?? ''),
    ]),
  ),
);
const pointing = phraseSet({ point: [...POINTING, 'hồ sơ số', 'mã số', 'cái số', 'cái mã'].join('|') });
const several = phraseSet({
  all:
    'cả hai|cả 2|cả ba|cả 3|cả hai cái|cả 2 cái|hai cái|2 cái|hai hồ sơ|2 hồ sơ|cả hai hồ sơ|cả 2 hồ sơ|ba hồ sơ|3 hồ sơ|hai bộ|2 bộ|' +
    'mấy hồ sơ|các hồ sơ|tất cả hồ sơ|mỗi hồ sơ|từng hồ sơ|mỗi cái|từng cái|both|both of them|all of them',
  each: 'cái nào|hồ sơ nào|bộ nào|which one|which dossier',
});
/** Relatives: whose a dossier is nobody here knows, as names are masked. */
const whose = phraseSet({
  whose: 'mẹ|má|ba|bố|cha|tía|chồng|vợ|con|cháu|ông|bà|em trai|em gái|chị|anh|ngoại|nội'
    .split('|')
    .flatMap((who) => [`hồ sơ ${who}`, `hồ sơ của ${who}`, `cái của ${who}`])
    .join('|'),
});
const letGo = phraseSet({
  forget: 'quên|xóa|đóng|bỏ|hủy|tắt|thôi|đi|dùm|giùm|giúp|một|mình|chỉ|only|forget|close|delete',
});
/** Further in it asks which paper, which counter. */
const LATEST_EACH = 2;
/** Fewer digits than this may be a day, a counter, a sum. */
const MIN_TAIL = 3;
/** Digits that nobody asked for stand nearly alone. */
const MAX_LATE = 4;

/** The act of pointing at some of the dossiers; [] = none is pointed at. */
export function whichActs(seen: Seen, votes: readonly Vote[], codes: readonly FoundCode[]): ScoredAct[] {
  const { state, message } = seen;
  const { dossiers = [] } = state;
  const forgets = isForgetting(message, votes);
  const typed = dossiers.filter(({ code }) =>
    codes.some((one) => 'canonical' in one && sameReceipt(one.canonical, code)),
  );
  if (codes.length > 0) return forgets && typed.length > 0 ? [which(typed, 'forget')] : [];
  if (dossiers.length === 0 || state.pending?.kind === 'whichProcedure') return [];
  const tail = byTail(message, dossiers, state);
  if (!tail && namesAnother(message, dossiers, state))
    return [{ act: { kind: 'dossier', about: 'partial' }, score: 1 }];
  const placed = dossiers.length > 1 ? byPlace(message, dossiers) : null;
  if (tail ?? placed) {
    const { meant, rest } = (tail ?? placed) as Pointed;
    return [which(meant, forgets ? 'forget' : askedIn(rest, seen))];
  }
  if (forgets) {
    const named = byProcedure(seen, dossiers);
    if (named.length === 1) return [which(named, 'forget')];
    return dossiers.length > 1 && findIn(message.words, whose, message.marks).length > 0
      ? [which([], 'forget')]
      : [];
  }
  if (dossiers.length < 2) return [];
  const open = dossiers.filter((one) => one.open);
  if (findIn(message.words, whose, message.marks).length > 0 && open.length > 1) return [which([], null)];
  return open.length > 0 ? ofSeveral(seen, dossiers, open) : [];
}

type Pointed = { meant: readonly NamedDossier[]; rest: Words };

function which(meant: readonly NamedDossier[], what: WhichAbout | null): ScoredAct {
  return { act: { kind: 'which', codes: meant.map(({ code }) => code), what }, score: 0.98 };
}

/** "Xóa cái xây nhà thôi": said at the start, or as the sayings vote. */
function isForgetting({ words, marks }: Words, [first]: readonly Vote[]): boolean {
  const [start] = findIn(words, letGoOf, marks);
  return FORGETTING.has(first?.meaning ?? '') || (start !== undefined && start.start < 2);
}

const FORGETTING: ReadonlySet<string> = new Set(['dossier-forget', 'dossier-delete']);
const letGoOf = phraseSet({
  forget: ['quên', 'xóa', 'đóng'].flatMap((verb) => POINTING.map((noun) => `${verb} ${noun}`)).join('|'),
});

/** "Cái 0309 sao rồi": the end of a code. While digits are awaited a number needs a word that points. */
function byTail(message: Words, dossiers: readonly NamedDossier[], state: ReadingState): Pointed | null {
  const { words, marks } = message;
  const points = findIn(words, pointing, marks);
  const at = words.findIndex(
    ({ folded }, i) =>
      new RegExp(`^\\d{${MIN_TAIL},7}$`).test(folded) &&
      (state.pending?.kind !== 'digits' || points.some(({ end }) => end === i)),
  );
  const digits = words[at]?.folded ?? '';
  const meant = digits === '' ? [] : dossiers.filter(({ code }) => code.endsWith(digits));
  if (meant.length !== 1) return null;
  const pointed = points.filter(({ end }) => end === at);
  return { meant, rest: without(message, [...pointed, { start: at, end: at + 1, meaning: 'tail' }]) };
}

/** "Hồ sơ 0399": the end of a code that was not named here. */
function namesAnother(
  { words, marks }: Words,
  dossiers: readonly NamedDossier[],
  { pending }: ReadingState,
): boolean {
  const points = findIn(words, phraseOfCode, marks);
  const ends = points.flatMap(({ end }) => words[end]?.folded ?? []).filter((word) => /^0\d{3}$/.test(word));
  return pending?.kind !== 'digits' && ends.some((end) => !dossiers.some(({ code }) => code.endsWith(end)));
}
const phraseOfCode = phraseSet({ point: 'hồ sơ|hồ sơ số|mã|mã số|bộ hồ sơ' });

function byPlace(message: Words, dossiers: readonly NamedDossier[]): Pointed | null {
  const [found] = findIn(message.words, ordinals, message.marks);
  if (!found) return null;
  const one = found.meaning === 'last' ? dossiers.at(-1) : dossiers[Number(found.meaning) - 1];
  return one ? { meant: [one], rest: without(message, [found]) } : null;
}

function without(message: Words, found: Parameters<typeof restOf>[1]): Words {
  return { ...message, words: restOf(message.words, found) };
}

/** The dossiers whose procedure is named beside what is to be done with them. */
function byProcedure({ message, data }: Seen, dossiers: readonly NamedDossier[]): readonly NamedDossier[] {
  const said = restOf(message.words, [
    ...findIn(message.words, letGo, message.marks),
    ...findIn(message.words, pointing, message.marks),
  ]);
  const codes = codesOf(data.searcher.search(said.map(({ text }) => text).join(' ')));
  return dossiers.filter(({ procedures }) => procedures.some((code) => codes.includes(code)));
}

/** "Cả hai cái xong chưa", "cái nào xong trước": of every dossier that is open, and which of them are not. */
function ofSeveral(
  seen: Seen,
  dossiers: readonly NamedDossier[],
  open: readonly NamedDossier[],
): ScoredAct[] {
  const { message } = seen;
  const [found] = findIn(message.words, several, message.marks);
  if (!found) return [];
  const about = askedIn(without(message, [found]), seen);
  if (found.meaning === 'all') return [which(dossiers, about)];
  return about !== null && open.length > 1 && found.start <= LATEST_EACH ? [which(open, about)] : [];
}

/** What the rest of the words asks of an open dossier; null = nothing in particular. */
function askedIn(message: Words, { data, state }: Seen): OpenedAbout | null {
  const text = message.words.map((word) => word.text).join(' ');
  const subject = { kind: 'dossier', code: '' } as const;
  const seen = see({ text, message, state: { ...state, pending: null, subjects: [subject] } }, data);
  const [first] = vote(seen).filter(({ meaning }) => meaning !== PROCEDURE);
  if (!first || kindOf(first.meaning) !== 'opened' || first.share < UNSURE / 2) return null;
  return first.meaning.slice('opened-'.length) as OpenedAbout;
}

/** Four digits alone, while none are awaited and a dossier was named that is not open: they are meant for it. */
export function lateDigits(
  text: string,
  { state, message }: Seen,
  pointed: readonly ScoredAct[],
): ScoredAct[] {
  const { pending, dossiers = [] } = state;
  const isFree = pending === null || pending.kind === 'choose';
  if (!isFree || pointed.length > 0 || message.words.length > MAX_LATE || dossiers.every(({ open }) => open))
    return [];
  const groups = readDigits(text);
  return groups && groups !== 'malformed'
    ? [{ act: { kind: 'digits', groups, both: saysBoth(text) }, score: 0.9 }]
    : [];
}
