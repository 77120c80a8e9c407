/** What a message does about procedures: opens one, asks inside the subject, tells of the case, is about another world. Pure. */
import { ELSEWHERE } from '../../search/document.js';
import { codesOf, type Decision } from '../../search/search.js';
import type { Explanation } from '../../search/searcher.js';
import type { Act, ComplaintAbout, OpenedAbout, OtherSubject, ScoredAct } from './acts.js';
import type { Asked } from './attributes.js';
import { tellsOfDeath, tellsOfWaiver } from './circumstances.js';
import { ELSEWHERE_MEANING, PROCEDURE, type Vote } from './intent-index.js';
import { nameAt, nameIn, nameWithin } from './names.js';
import { kindOf, OTHER, type ReaderData, type Seen, SURE_AS_TYPED, UNSURE } from './seen.js';
import type { Subject } from './state.js';
import { findIn, phraseSet, restOf } from './words.js';

/** The act of one procedure that is sure. */
export function opened(
  code: string,
  asked: Extract<Act, { kind: 'open' }>['asked'],
  score: number,
): ScoredAct {
  return { act: { kind: 'open', found: { kind: 'answer', code, alternatives: [] }, asked }, score };
}

/** A procedure by itself, a question inside the subject, what is told, and what no procedure answers. */
export function procedureActs(seen: Seen, votes: readonly Vote[]): ScoredAct[] {
  const { message, state, data, asking, told } = seen;
  if (message.words.length === 0 || votes.length === 0) return [];
  const { asked, whole } = asking;
  const isHeard = (votes[0]?.share ?? 0) >= UNSURE && ofDossiers(votes) >= HEARD;
  const about = isHeard ? null : aboutOpened(seen);
  if (about) return [{ act: { kind: 'opened', about }, score: BARE }];
  const intents = votes.filter(({ meaning }) => !OTHER.has(meaning));
  const [intent] = intents;
  const taken = intents.reduce((sum, { share }) => sum + share, 0);
  const telling =
    Object.keys(told).length > 0 ? [{ act: { kind: 'tell', told } as const, score: (1 - taken) * 0.6 }] : [];
  const code = nameIn(message.words, message.marks, whole, data.names);
  if (code) return [...telling, opened(code, asked, 0.98)];
  const stray = intent && STRAY.has(kindOf(intent.meaning)) && intent.share < SURE_AS_TYPED;
  const isNamed = stray && nameWithin(message.words, data.names) !== null;
  const free = isNamed ? Math.max(NAMED, 1 - taken) : 1 - taken;
  const decision = afterDeath(seen, decisionOn(seen, votes));
  const [subject] = state.subjects;
  if (subject?.kind === 'procedure') return [...telling, ...insideActs(seen, subject, { decision, free })];
  // "How much does it cost?": nothing is named, so none is meant by itself; what is said of dossiers or for talk's sake goes first.
  if (state.subjects.length === 0 && asked.length > 0 && isBare(seen))
    return [...telling, { act: { kind: 'ask', asked, other: null }, score: Math.max(free, UNSURE) }];
  // Sayings that agree on nothing leave the search its answer.
  const unsure = decision.kind === 'answer' && (intent?.share ?? 0) < UNSURE;
  return [...telling, outsideAct(decision, asked, unsure ? Math.max(free, UNSURE) : free)];
}

/** How much of the votes is for a dossier, the open one or any. */
function ofDossiers(votes: readonly Vote[]): number {
  const own = votes.filter(({ meaning }) => /^(?:opened|dossier)-/.test(meaning));
  return own.reduce((sum, { share }) => sum + share, 0);
}

/** So clear a saying about a dossier needs no guess from its single words. */
const HEARD = 0.8;
/** What is asked in so few words that only the subject can be meant. */
const BARE = 0.9;
/** What the parts of a record are to a dossier. */
const OF_DOSSIER: Partial<Record<Asked, OpenedAbout>> = {
  time: 'date',
  deadline: 'deadline',
  place: 'where',
  fee: 'fee',
  papers: 'missing',
  result: 'collect',
};

/** "Mất mấy ngày" with a dossier open; null = something else is said as well, or no dossier is spoken of. */
function aboutOpened(seen: Seen): OpenedAbout | null {
  if (seen.state.subjects[0]?.kind !== 'dossier' || !isBare(seen)) return null;
  return seen.asking.asked.flatMap((one) => OF_DOSSIER[one] ?? [])[0] ?? null;
}

/** Beside a procedure's own name their words are stray ones, unless they are sure. */
const STRAY: ReadonlySet<string> = new Set(['office', 'smalltalk', 'human']);
const NAMED = 0.95;
/** From these shares on, what is elsewhere overrules a question back, or an answer. */
const ELSEWHERE_SURE = { decline: 0.7, choices: 0.7, answer: 0.93 };
const PROCEDURE_SURE = 0.9;

/** What the search decides, with what the sayings know better: another world, or a procedure named in a story. */
function decisionOn({ message, data, searched, told }: Seen, votes: readonly Vote[]): Decision {
  const { decision } = searched;
  const shareOf = (wanted: string) => votes.find(({ meaning }) => meaning === wanted)?.share ?? 0;
  if (decision.kind !== 'decline' || !decision.about)
    if (shareOf(ELSEWHERE_MEANING) >= ELSEWHERE_SURE[decision.kind]) return towards(searched, data);
  if (decision.kind === 'answer' || shareOf(PROCEDURE) < PROCEDURE_SURE) return decision;
  if (decision.kind === 'decline' && decision.about) return decision;
  // Of a paper that is gone the plain case is not meant.
  if (decision.kind === 'choices' && (told.lost || told.damaged)) return decision;
  const within = nameWithin(message.words, data.names);
  const [first, ...others] = decision.kind === 'choices' ? decision.codes : [within];
  if (within && within === first)
    return { kind: 'answer', code: within, alternatives: others.flatMap((one) => one ?? []) };
  // What is named is among what is offered, whatever comes nearer: "ba tôi mất đêm qua, đi khai tử".
  return within && decision.kind === 'choices' && decision.codes.includes(within)
    ? { ...decision, family: [within, ...decision.family.filter((one) => one !== within)] }
    : decision;
}

/** Who tells of a death and names nothing is told how it is registered, khai tử. */
function afterDeath({ text, data }: Seen, decision: Decision): Decision {
  const code = data.names.get(DEATH_REGISTRATION);
  const isUnknown = decision.kind === 'decline' && !decision.about;
  const isGuess = decision.kind === 'choices' && decision.family.length <= 1;
  return code && (isUnknown || isGuess) && tellsOfDeath(text)
    ? { kind: 'answer', code, alternatives: [] }
    : decision;
}
const DEATH_REGISTRATION = 'khai tu';

/** What the search knows as elsewhere and the conversation answers itself. */
const COMPLAINTS: Readonly<Record<string, ComplaintAbout>> = { denunciation: 'how', neighbours: 'street' };

function outsideAct(
  decision: Decision,
  asked: Extract<Act, { kind: 'open' }>['asked'],
  score: number,
): ScoredAct {
  const complaint = decision.kind === 'decline' ? COMPLAINTS[decision.about ?? ''] : undefined;
  if (complaint) return { act: { kind: 'complaint', about: complaint }, score };
  if (decision.kind === 'decline')
    return { act: { kind: 'elsewhere', topic: decision.about ?? null }, score };
  return { act: { kind: 'open', found: decision, asked }, score };
}

/** Whether every word asks or is filler, so that only the subject can be meant. */
function isBare({ message, asking, fillers }: Seen): boolean {
  const silent = [...asking.said, ...fillers];
  return restOf(message.words, silent).every(({ folded }) => /^\d+$/.test(folded));
}

/** While a subject lives a message is about it; what else it may have turned to is told with it. */
function insideActs(
  seen: Seen,
  subject: Subject,
  { decision, free }: { decision: Decision; free: number },
): ScoredAct[] {
  const { asked } = seen.asking;
  if (asked.length > 0 && isBare(seen))
    return [{ act: { kind: 'ask', asked, other: null }, score: Math.max(BARE, free) }];
  // "Nhà em hộ nghèo, bao nhiêu tiền" tells whom the fee may be waived for.
  const only = tellsOfWaiver(seen.told) ? null : (namedAlone(seen) ?? askedByName(seen, subject));
  if (only && only !== subject.code) return [opened(only, asked, Math.max(BARE, free))];
  const other = otherSubject(seen, subject.code);
  const ask: ScoredAct = { act: { kind: 'ask', asked, other }, score: Math.max(free, UNSURE) };
  return decision.kind === 'decline' && decision.about
    ? [outsideAct(decision, asked, free * 0.6), { ...ask, score: free * 0.8 }]
    : [ask];
}

/**
 * "Hạn chót khai tử là khi nào": a part is asked of what is named, in words that say nothing else or of what was spoken of
 * before. Null = no other is named.
 */
function askedByName(
  { message: { words, marks }, asking, fillers, data, state }: Seen,
  subject: Subject,
): string | null {
  const { whole } = asking;
  if (whole.length === 0) return null;
  const alone = nameIn(restOf(words, [...whole, ...fillers]), marks, [], data.names);
  if (alone) return alone;
  const within = nameWithin(words, data.names);
  const isEarlier = state.subjects.some(
    (one) => one !== subject && one.kind === 'procedure' && one.code === within,
  );
  return isEarlier ? within : null;
}

/** "Làm riêng khai sinh", "chỉ làm căn cước thôi" beside several at once: the procedure named after such words; null = none. */
function namedAlone({ message: { words, marks }, data: { names } }: Seen): string | null {
  const [alone] = findIn(words, ALONE, marks);
  return alone ? nameAt(words.slice(alone.end), names) : null;
}
const ALONE = phraseSet({
  alone:
    'làm riêng|xin riêng|lấy riêng|nộp riêng|riêng|riêng cái|riêng tờ|riêng phần|chỉ làm|chỉ xin|chỉ lấy|chỉ cần làm|only',
});

/**
 * What speaks for another subject, fitted by logistic regression on labelled conversations and on first questions asked in the
 * middle of one, each left out in turn, and rounded: how sure the search is with the subject in mind, how much the message
 * and the name of the other say of each other, words that turn to something new, a wish, something asked, many words.
 */
const LEANING = {
  base: -2.3,
  sure: 0.8,
  named: 3,
  turns: 0.9,
  wishes: 0.65,
  asked: 0.4,
  word: 0.135,
  most: 4,
  words: 16,
  tells: -2.5,
};
/** How one turns to another thing; a wish for something to be done. */
const TURNING = phraseSet({
  turns:
    'à|đổi ý|còn|mai mốt|sẵn|sẵn tiện|tiện|tiện thể|tiện hỏi|nhân tiện|giờ|rồi tới|rồi|sau đó|thôi|quên|với lại|lại còn|hỏi thêm|cho hỏi thêm|việc khác|cái khác|chuyện khác|thế|vậy|ok|also|and|another|next',
});
const WISHES = phraseSet({
  wishes: 'muốn|xin|làm|đăng ký|khai|sửa|đổi|rút|báo|chuyển|cấp|want|apply|register|change',
});

/** The procedure a message may have turned to; null = only the subject can be meant. */
function otherSubject(
  { text, data, message, asking, told, searched }: Seen,
  subject: string,
): OtherSubject | null {
  const { searcher } = data;
  const within = searcher.explain(text, { topic: subject });
  const near = nearestOf(within, searcher);
  const other = near && near.code !== subject ? near : nearestOf(searched, searcher);
  if (!other || other.code === subject) return null;
  const { words, marks } = message;
  const first = findIn(words.slice(0, TURN_WORDS), TURNING, marks);
  const turns = first.some(({ start }) => start === 0) || findIn(words, TURNING_LATE, marks).length > 0;
  const wishes = findIn(words, WISHES, marks).length > 0;
  const asks = asking.asked.length > 0;
  const named = searched.candidates.find((one) => searcher.codeOf(one) === other.code);
  const { base, sure, most } = LEANING;
  const leaning =
    base +
    sure * (other === near ? Math.max(-most, Math.min(most, other.sure)) : -most) +
    LEANING.named * (named ? named.coverage * named.fullness : 0) +
    (turns ? LEANING.turns : 0) +
    (wishes ? LEANING.wishes : 0) +
    (asks ? LEANING.asked : 0) +
    // "Nhà em hộ cận nghèo": the case is told of, in words that also name a procedure.
    (Object.keys(told).length > 0 && !turns && !wishes && !asks ? LEANING.tells : 0) +
    LEANING.word * Math.min(words.length, LEANING.words);
  return {
    code: other.code,
    alternatives: other.alternatives.filter((each) => each !== subject),
    sure: other.answers,
    names: searched.question.actions !== 0,
    named: named ? named.coverage * named.fullness : 0,
    leaning,
  };
}

type Nearest = { code: string; alternatives: string[]; answers: boolean; sure: number };

/** The procedure a search comes nearest to; null = it finds none. */
function nearestOf(
  { decision, judgement, candidates }: Explanation,
  searcher: ReaderData['searcher'],
): Nearest | null {
  const [best] = candidates;
  if (!judgement || !best) return null;
  const [code, ...alternatives] = decision.kind === 'decline' ? [searcher.codeOf(best)] : codesOf(decision);
  if (code === undefined) return null;
  return { code, alternatives, answers: decision.kind === 'answer', sure: judgement.sure };
}
/** So many words at the beginning turn to something new. */
const TURN_WORDS = 4;
const TURNING_LATE = phraseSet({ turns: 'luôn được|luôn có được|luôn một lượt|tiện thể|tiện hỏi|nữa' });

/** Another world than the search thought, with the topic that came nearest. */
function towards({ elsewhere }: Explanation, { searcher }: ReaderData): Decision {
  return elsewhere
    ? { kind: 'decline', about: searcher.codeOf(elsewhere).slice(ELSEWHERE.length) }
    : { kind: 'decline' };
}
