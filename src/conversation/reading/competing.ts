/** What a message may do: scored acts that compete, and the one that wins. Pure. */
import { type FoundCode, findReceiptCodes } from '../../dossiers/receipt-code/find.js';
import { isPartialCode } from '../../dossiers/receipt-code/partial.js';
import { spokenCodes } from '../../dossiers/receipt-code/spoken.js';
import type { Wanted } from '../../search/passages.js';
import type { Act, AfterWarning, ScoredAct } from './acts.js';
import { readDigits } from './answers.js';
import { type Command, readCommand } from './command.js';
import { decide, type Verdict } from './decide.js';
import { withDigits } from './details/dossier-codes.js';
import { readQuestionCode } from './details/question-code.js';
import { lateDigits, whichActs } from './dossier-meant.js';
import { PROCEDURE, type Vote } from './intent-index.js';
import { opened, procedureActs } from './procedure-acts.js';
import { kindOf, type ReaderData, type Seen, SURE_AS_TYPED, see, UNSURE, vote } from './seen.js';
import { EMPTY_STATE, type ReadingState } from './state.js';
import { namedDossierActs, pendingActs, turnActs, withNamedDossier, withoutOwn } from './state-acts.js';
import { wantedOf } from './wanted.js';
import { findIn, readWords, restOf } from './words.js';

/** The acts of a message, and what was seen on the way to them. */
export type Competing = {
  /** Everything the message may do, surest first. */
  acts: ScoredAct[];
  verdict: Verdict;
  /** How the sayings voted, likeliest first: for explaining. */
  votes: Vote[];
  /** The words that tell something, without marks: none that ask or fill. */
  content: string[];
  /** What to look for inside a record. */
  wanted: Wanted;
};

/** Everything a message may do, read with the state; `today` (`YYYY-MM-DD`) bounds the dates in receipt codes. */
export function readActs(text: string, state: ReadingState, data: ReaderData, today?: string): Competing {
  const command = readCommand(text);
  if (command) return finish(commandActs(command), NOTHING_SAID);
  const turnedTo = TURNS.exec(text)?.[1];
  if (turnedTo !== undefined) return readTurned(turnedTo, { ...state, pending: null }, data, today);
  const meant = NOT_THIS.exec(text)?.[1];
  if (meant !== undefined) return readActs(meant, state, data, today);
  return (
    readAfterCourtesy(text, state, data, today) ??
    readAfterLeadIn(text, state, data, today) ??
    readTyped(text, state, data, today)
  );
}

/** What a button does; one that picks a case tells of it, too. */
function commandActs(command: Command): ScoredAct[] {
  const inCase = command.kind === 'view' ? command.inCase : undefined;
  return [
    { act: { kind: 'command', command }, score: 1 },
    ...(inCase === undefined ? [] : [{ act: { kind: 'tell' as const, told: { inCase } }, score: UNSURE }]),
  ];
}

/** What is said after turning away: another procedure as if nothing had been spoken of, else what it is with that in mind. */
function readTurned(text: string, state: ReadingState, data: ReaderData, today?: string): Competing {
  const fresh = readActs(text, { ...state, subjects: [] }, data, today);
  const { verdict } = fresh;
  return verdict.kind === 'act' && verdict.act.kind === 'open' ? fresh : readActs(text, state, data, today);
}

/** "Thôi hỏi cái khác, làm căn cước": whoever says so has left the question asked last. */
const TURNS =
  /^(?:[^,.!?;:\n]{0,24}\s)?(?:(?:hỏi|hoi|nói|noi)\s+(?:sang\s+|qua\s+)?(?:cái|cai|việc|viec|chuyện|chuyen|vụ|vu|thứ|thu)\s+(?:khác|khac)|(?:đổi|doi)\s+ý(?:\s+rồi)?(?=\s*[,.:;!])|changed my mind)(?:\s+(?:rồi|roi))?(?:\s+(?:đi|nha|nhé|nhe|ạ|xíu|chút))?[\s,.:;!-]+(.{4,})$/isu;

/** "Không phải lệ phí, tôi hỏi …": what is not meant says nothing. */
const NOT_THIS =
  /^(?:dạ\s+|ủa\s+|ý\s+)?(?:không|khong|hông|hok|ko|k|hổng)\s+(?:phải|phai|hỏi|hoi)\s+[^,.;!?\n]{1,40}[,.;!?]+\s*(?:(?:ý\s+)?(?:tôi|tui|em|e|mình|chị|anh|con|cháu)\s+)?(?:là\s+)?(?:đang\s+|muốn\s+)?(?:hỏi|hoi)\s+(.{4,})$/isu;

/** "Trong lúc chờ cho em hỏi …": what leads to a question says nothing of it. Null = the question is not sure then. */
function readAfterLeadIn(
  text: string,
  state: ReadingState,
  data: ReaderData,
  today?: string,
): Competing | null {
  const after = LEAD_IN.exec(text)?.[1];
  if (after === undefined) return null;
  const reading = readTyped(after, state, data, today);
  const { verdict } = reading;
  const isSure = verdict.kind === 'act' && verdict.act.kind === 'open' && verdict.act.found.kind === 'answer';
  return isSure ? reading : null;
}

const LEAD_IN =
  /^[^,.!?;:\n]{0,60}?(?<!\p{L})cho (?:(?:tôi|em|anh|chị|cô|chú|bác|cháu|con|mình|tui|e|c) )?hỏi (?!thăm)(.{6,})$/isu;

/** "Cảm ơn em, cho chị hỏi …": the courtesy stays beside the question. Null = the message is not that. */
function readAfterCourtesy(
  text: string,
  state: ReadingState,
  data: ReaderData,
  today?: string,
): Competing | null {
  const [, courtesy = '', after] = AFTER_COURTESY.exec(text) ?? [];
  if (after === undefined) return null;
  const first = readTyped(courtesy, EMPTY_STATE, data, today).acts[0];
  if (first?.act.kind !== 'smalltalk' || first.score < SURE_AS_TYPED) return null;
  const rest = readTyped(after, state, data, today);
  const isQuestion = rest.acts.some(
    ({ act, score }) => QUESTIONS.has(act.kind) && score >= UNSURE && asks(act),
  );
  return isQuestion ? finish([...rest.acts, { ...first, score: UNSURE / 2 }], rest) : null;
}

const ANSWERS: ReadonlySet<string> = new Set(['pick', 'affirm', 'deny', 'digits', 'receipt', 'questionCode']);
const ANSWERED = 0.9;

/** What follows a first clause. */
const AFTER_COURTESY = /^([^,.!?;:\n]{1,60})[,.!?;:\n]+\s*(.{6,})$/su;
const QUESTIONS: ReadonlySet<string> = new Set(['open', 'ask']);

function asks(act: Act): boolean {
  return 'asked' in act && act.asked.length > 0;
}

function readTyped(text: string, given: ReadingState, data: ReaderData, today?: string): Competing {
  const typed = readWords(text, data.lexicon);
  const state = withNamedDossier(given, typed);
  const isOpen = state.subjects[0]?.kind === 'dossier';
  const message = isOpen ? withoutOwn(typed, data.answers) : typed;
  const spoken = message === typed ? text : message.words.map((word) => word.text).join(' ');
  const seen = see({ text, message, state }, data, spoken);
  const written = findReceiptCodes(text, today);
  const codes = written.length > 0 ? written : spokenCodes(text, today);
  const votes = vote(seen);
  const named = whichActs({ ...seen, message: typed }, votes, codes);
  const acts = [
    ...codeActs(text, codes, seen),
    ...pendingActs(seen, votes).filter(({ act }) => act.kind !== 'pick' || named.length === 0),
    ...turnActs(isOpen ? { ...seen, message: typed } : seen, votes),
    ...intentActs(seen, votes),
    ...namedDossierActs(seen, votes),
    ...named,
    ...lateDigits(text, seen, named),
    ...procedureActs(seen, votes),
  ];
  const content = restOf(message.words, seen.fillers).map(({ folded }) => folded);
  return finish(acts, { votes, content, wanted: wantedOf(seen) });
}

type SaidWords = Pick<Competing, 'votes' | 'content' | 'wanted'>;
const NOTHING_SAID: SaidWords = { votes: [], content: [], wanted: new Map() };

function finish(acts: ScoredAct[], { votes, content, wanted }: SaidWords): Competing {
  // Who answers the question asked last ("số 1") calls for nobody.
  const answers = acts.some(({ act, score }) => ANSWERS.has(act.kind) && score > ANSWERED);
  const ordered = acts
    .map((one) => (answers && one.act.kind === 'emergency' ? { ...one, score: one.score / 3 } : one))
    .filter(({ score }) => score > 0.02)
    .sort((a, b) => b.score - a.score);
  return { acts: ordered, verdict: decide(ordered), votes, content, wanted };
}

function codeActs(text: string, codes: readonly FoundCode[], { state, asking }: Seen): ScoredAct[] {
  const receipts = codes.flatMap((code) => (code.kind === 'procedure' ? [] : [withDigits(code, text)]));
  const [procedure] = codes.filter((code) => code.kind === 'procedure');
  const question = readQuestionCode(text);
  return [
    ...(receipts.length > 0 ? [{ act: { kind: 'receipt', codes: receipts } as const, score: 0.97 }] : []),
    ...(question?.sure && receipts.length === 0 && !readDigits(text)
      ? [{ act: { kind: 'questionCode', ...question } as const, score: 0.9 }]
      : []),
    ...(codes.length === 0 && state.pending?.kind !== 'digits' && isPartialCode(text)
      ? [{ act: { kind: 'dossier', about: 'partial' } as const, score: 1 }]
      : []),
    ...(procedure ? [opened(procedure.code, asking.asked, 1)] : []),
  ];
}

/** A telephone number or a code is typed for another reason than a danger. */
const LONG_NUMBER = /\d{4}/;
/** Without one of these things (`prisma/seed/concepts.txt`) a danger has to be this sure: "nó quá hạn rồi" is none. */
const UNNAMED_SURE = 0.9;
const DANGERS: ReadonlySet<string> = new Set(
  'collapse wound swallow poison fall fire water weapon attack die help'.split(' '),
);
/** So sure is a danger told without marks. */
const UNMARKED_SURE = 0.9;
/** So much of what speaks for the open dossier, or for small talk, has to speak for one meaning of it. */
const CLEAR = 0.3;
/** From here on what is unclear is still about the dossier that is open. */
const ABOUT_IT = 0.2;

/** The intents with a share, one act each. */
function intentActs({ text, message, state, data, told }: Seen, votes: readonly Vote[]): ScoredAct[] {
  if (message.words.length === 0)
    return message.signs.length > 0 ? [{ act: { kind: 'smalltalk', about: 'sticker' }, score: 0.99 }] : [];
  const procedure = votes.find(({ meaning }) => meaning === PROCEDURE)?.share ?? 0;
  const shares = new Map<string, { about: string; score: number; first: number }>();
  for (const { meaning, share } of votes) {
    const [kind = '', about = ''] = meaning.split(/-(.*)/);
    const known = shares.get(kind);
    const score = (known?.score ?? 0) + share;
    shares.set(kind, { about: known?.about ?? about, first: known?.first ?? share, score });
  }
  // With a dossier open what is unclear is still about it.
  const [likeliest] = votes;
  const kindFirst = kindOf(likeliest?.meaning ?? '');
  const aboutOpened =
    state.subjects[0]?.kind === 'dossier' &&
    (likeliest?.share ?? 0) >= ABOUT_IT &&
    /^(?:opened|dossier)$/.test(kindFirst);
  const things = findIn(message.words, data.intents.concepts, message.marks);
  const namesDanger = things.some(({ meaning }) => DANGERS.has(meaning));
  // Who tells of the case of the procedure spoken of is not chatting.
  const tellsCase = state.subjects[0]?.kind === 'procedure' && Object.keys(told).length > 0;
  const least = (kind: string) => (aboutOpened && kind === kindFirst ? UNSURE : 0);
  return [...shares].flatMap(([kind, { about, first, score }]) => {
    const isVague = first < score * CLEAR;
    const act = actOf(kind, isVague && kind === 'opened' ? 'brief' : about);
    // What may be any small talk is mostly none.
    if (kind === 'smalltalk' && (isVague || tellsCase)) return act ? [{ act, score: score / 2 }] : [];
    // A danger in a question about a paper is no danger now; without marks many words are another.
    const isDoubtful =
      (!namesDanger && score < UNNAMED_SURE) ||
      score < procedure ||
      LONG_NUMBER.test(text) ||
      (!message.marks && score < UNMARKED_SURE);
    return act
      ? [{ act, score: kind === 'emergency' && isDoubtful ? score / 2 : Math.max(least(kind), score) }]
      : [];
  });
}

/** The act of an intent; null = a procedure or what is elsewhere, which the search tells more of. */
function actOf(kind: string, about: string): Act | null {
  switch (kind) {
    case 'human':
    case 'awaited':
    case 'smalltalk':
    case 'office':
    case 'complaint':
    case 'scam':
    case 'emergency':
    case 'dossier':
    case 'opened':
      // The blocks of `prisma/seed/intents` are named after the acts; a test compares them.
      return { kind, about } as Act;
    case 'warned':
      return { kind: 'scam', about: about as AfterWarning };
    default:
      return null;
  }
}
