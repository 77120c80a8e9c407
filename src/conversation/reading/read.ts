/** The entrance: a message and the state become scored acts and the one that wins. Pure; it knows no flow and no text for people. */
import { type FoundCode, findReceiptCodes } from '../../dossiers/receipt-code/find.js';
import type { Lexicon } from '../../search/lexicon.js';
import type { Decision } from '../../search/search.js';
import type { ExplainingSearcher, Explanation } from '../../search/searcher.js';
import { readQuestionCode } from '../question-code.js';
import type { Act, ScoredAct } from './acts.js';
import { type Answers, readAnswer, readDigits, readOpening, readPick } from './answers.js';
import { readAsked } from './attributes.js';
import { readCircumstances } from './circumstances.js';
import { readCommand } from './command.js';
import { decide, type Verdict } from './decide.js';
import { type IntentIndex, PROCEDURE, type Vote, voteOn } from './intent-index.js';
import { type Names, nameIn, nameWithin } from './names.js';
import type { ReadingState, Subject } from './state.js';
import { findIn, phraseSet, readWords, restOf, type Words } from './words.js';

/** What the reader knows: all of it data, built with the catalogue. */
export type ReaderData = {
  searcher: ExplainingSearcher;
  lexicon: Lexicon;
  intents: IntentIndex;
  answers: Answers;
  names: Names;
};

export type Reading = {
  /** Everything the message may do, surest first. */
  acts: ScoredAct[];
  verdict: Verdict;
  /** How the sayings voted, likeliest first: for explaining. */
  votes: Vote[];
};

/** A message read with the state; `today` (`YYYY-MM-DD`) bounds the dates in receipt codes. Never throws. */
export function readMessage(text: string, state: ReadingState, data: ReaderData, today?: string): Reading {
  const command = readCommand(text);
  if (command) return finish([{ act: { kind: 'command', command }, score: 1 }], []);
  const acts = readTyped(text, state, data, today);
  const [best] = acts.acts;
  const after = best?.act.kind === 'smalltalk' ? AFTER_COURTESY.exec(text)?.[1] : undefined;
  if (!after || best === undefined) return acts;
  // "Cảm ơn em, cho chị hỏi …": the courtesy stays beside the question.
  const rest = readTyped(after, state, data, today);
  const isQuestion = rest.acts.some(
    ({ act, score }) => QUESTIONS.has(act.kind) && score >= UNSURE && asks(act),
  );
  return isQuestion ? finish([...rest.acts, { ...best, score: UNSURE / 2 }], rest.votes) : acts;
}

/** What follows a first clause. */
const AFTER_COURTESY = /^[^,.!?;:\n]{1,60}[,.!?;:\n]+\s*(.{6,})$/su;
const QUESTIONS: ReadonlySet<string> = new Set(['open', 'ask']);

function asks(act: Act): boolean {
  return 'asked' in act && act.asked.length > 0;
}

function readTyped(text: string, state: ReadingState, data: ReaderData, today?: string): Reading {
  const message = readWords(text, data.lexicon);
  const searched = data.searcher.explain(text);
  const seen = { text, message, state, data, searched };
  const codes = findReceiptCodes(text, today);
  const votes = vote(seen, state);
  const acts = [
    ...codeActs(text, codes, seen),
    ...pendingActs(seen, votes),
    ...turnActs(seen),
    ...intentActs(seen, votes),
    ...procedureActs(seen, votes),
  ];
  return finish(acts, votes);
}

function finish(acts: ScoredAct[], votes: Vote[]): Reading {
  const ordered = acts.filter(({ score }) => score > 0.02).sort((a, b) => b.score - a.score);
  return { acts: ordered, verdict: decide(ordered), votes };
}

type Seen = { text: string; message: Words; state: ReadingState; data: ReaderData; searched: Explanation };

/** How much likelier a meaning is while a procedure or a dossier is spoken of; what is not named stays 1. */
const PRIORS: Readonly<Record<Subject['kind'] | 'nothing', Readonly<Record<string, number>>>> = {
  nothing: { opened: 0 },
  procedure: {
    opened: 0,
    procedure: 8,
    dossier: 0.12,
    office: 0.25,
    elsewhere: 0.3,
    complaint: 0.3,
    scam: 0.2,
    human: 0.4,
  },
  dossier: {
    opened: 8,
    dossier: 3,
    procedure: 0.15,
    elsewhere: 0.3,
    office: 0.5,
    complaint: 0.5,
    scam: 0.5,
    human: 0.6,
  },
};

function vote({ message, data, searched }: Seen, { subjects }: ReadingState): Vote[] {
  // Numbers alone say nothing by themselves.
  if (message.words.every(({ folded }) => /^[\d.,/-]+$/.test(folded))) return [];
  const priors = PRIORS[subjects[0]?.kind ?? 'nothing'];
  const on = (words: Words['words']) =>
    voteOn(data.intents, words, message.marks, (meaning) => priors[kindOf(meaning)] ?? 1);
  const votes = on(message.words);
  const [best] = votes;
  const sure = best && !OTHER.has(best.meaning) && best.share >= SURE_AS_TYPED;
  const { words: mended } = searched.question;
  const isMended =
    mended.length !== message.words.length ||
    mended.some(({ folded }, i) => folded !== message.words[i]?.folded);
  return isMended && !sure ? on(mended) : votes;
}
/** From here on a slip of the keys is no reason to doubt. */
const SURE_AS_TYPED = 0.85;

function kindOf(meaning: string): string {
  return meaning.split('-')[0] ?? '';
}

function codeActs(text: string, codes: readonly FoundCode[], { message, data }: Seen): ScoredAct[] {
  const receipts = codes.filter((code) => code.kind !== 'procedure');
  const [procedure] = codes.filter((code) => code.kind === 'procedure');
  const question = readQuestionCode(text);
  const { asked } = readAsked(message.words, message.marks, data.lexicon);
  return [
    ...(receipts.length > 0 ? [{ act: { kind: 'receipt', codes: receipts } as const, score: 0.97 }] : []),
    ...(question?.sure && receipts.length === 0 && !readDigits(text)
      ? [{ act: { kind: 'questionCode', code: question.code } as const, score: 0.9 }]
      : []),
    ...(procedure ? [opened(procedure.code, asked, 0.99)] : []),
  ];
}

function opened(code: string, asked: Extract<Act, { kind: 'open' }>['asked'], score: number): ScoredAct {
  return { act: { kind: 'open', found: { kind: 'answer', code, alternatives: [] }, asked }, score };
}

/** The question asked last owns the next message unless that is surely something else. */
function pendingActs({ text, message, state, data }: Seen, votes: readonly Vote[]): ScoredAct[] {
  const { pending } = state;
  if (!pending) return [];
  const answer = readAnswer(message, data.answers);
  const spoken = SPOKEN[answer ?? ''];
  const acts: ScoredAct[] = spoken ? [{ act: { kind: spoken }, score: 0.95 }] : [];
  if ('choices' in pending) {
    const choices = readPick(message, pending.choices, data.answers);
    return choices === null ? acts : [{ act: { kind: 'pick', choices }, score: 0.96 }, ...acts];
  }
  if (pending.kind === 'digits') {
    const groups = readDigits(text);
    if (groups) return [{ act: { kind: 'digits', groups }, score: groups === 'malformed' ? 0.75 : 0.96 }];
  }
  const something = votes.find(({ meaning }) => meaning !== PROCEDURE);
  if (
    pending.kind === 'leaveQuestion' &&
    !spoken &&
    !(something && something.share > 0.9 && message.words.length < 6)
  )
    acts.push({ act: { kind: 'leave', text }, score: 0.8 });
  return acts;
}

const SPOKEN: Readonly<Record<string, 'affirm' | 'deny' | 'dontKnow' | 'objectWhy'>> = {
  yes: 'affirm',
  no: 'deny',
  unknown: 'dontKnow',
  why: 'objectWhy',
};

/** More of the last answer; back to an earlier subject; the last answer was about something else. */
function turnActs({ message, state, data }: Seen): ScoredAct[] {
  const whole = readAnswer(message, data.answers);
  if (whole === 'more' && state.more) return [{ act: { kind: 'more' }, score: 0.95 }];
  const opening = readOpening(message, data.answers);
  if (opening?.meaning === 'back' && state.subjects.length > 0) {
    const { asked } = readAsked(opening.rest, message.marks, data.lexicon);
    const to = subjectMeant(opening.rest.map(({ text }) => text).join(' '), state, data);
    const back: ScoredAct = { act: { kind: 'goBack', to }, score: 0.97 };
    return asked.length > 0 ? [back, { act: { kind: 'ask', asked }, score: 0.9 }] : [back];
  }
  const corrects =
    opening !== null && state.subjects.length > 0 && (opening.rest.length > 2 || whole !== null);
  return corrects ? [{ act: { kind: 'correct' }, score: 0.6 }] : [];
}

const DOSSIER_WORD = phraseSet({ dossier: 'hồ sơ|dossier|application|giấy hẹn' });

/** The place in the stack of what words name; nothing named = the one before. Null = it is not in the stack. */
function subjectMeant(said: string, { subjects }: ReadingState, data: ReaderData): number | null {
  const { words, marks } = readWords(said, data.lexicon);
  const dossier = findIn(words, DOSSIER_WORD, marks).length > 0;
  const at = (test: (subject: Subject) => boolean) => subjects.findIndex(test);
  if (dossier && at(({ kind }) => kind === 'dossier') >= 0) return at(({ kind }) => kind === 'dossier');
  const named = subjects.map(({ kind, code }) => kind === 'procedure' && names(said, code, data));
  // What one goes back to is rarely what was spoken of last.
  const place = named.indexOf(true, 1) >= 0 ? named.indexOf(true, 1) : named.indexOf(true);
  return place >= 0 ? place : subjects.length > 1 ? 1 : null;
}

/** Whether words point at a procedure, beside others of the catalogue. */
function names(said: string, code: string, { searcher }: ReaderData): boolean {
  const decision = searcher.search(said);
  if (decision.kind === 'decline') return false;
  const codes = decision.kind === 'answer' ? [decision.code, ...decision.alternatives] : decision.codes;
  return codes.includes(code);
}

/** The intents with a share, one act each. */
function intentActs({ message }: Seen, votes: readonly Vote[]): ScoredAct[] {
  if (message.words.length === 0)
    return message.signs.length > 0 ? [{ act: { kind: 'smalltalk', about: 'sticker' }, score: 0.99 }] : [];
  const procedure = votes.find(({ meaning }) => meaning === PROCEDURE)?.share ?? 0;
  const shares = new Map<string, { about: string; score: number }>();
  for (const { meaning, share } of votes) {
    const [kind = '', about = ''] = meaning.split(/-(.*)/);
    const known = shares.get(kind);
    shares.set(kind, { about: known?.about ?? about, score: (known?.score ?? 0) + share });
  }
  return [...shares].flatMap(([kind, { about, score }]) => {
    const act = actOf(kind, about);
    // A danger in a question about a paper is no danger now.
    return act ? [{ act, score: kind === 'emergency' && score < procedure ? score / 2 : score }] : [];
  });
}

/** The act of an intent; null = a procedure or what is elsewhere, which the search tells more of. */
function actOf(kind: string, about: string): Act | null {
  switch (kind) {
    case 'human':
      return { kind };
    case 'smalltalk':
    case 'office':
    case 'complaint':
    case 'scam':
    case 'emergency':
    case 'dossier':
    case 'opened':
      // The blocks of `prisma/seed/intents` are named after the acts; a test compares them.
      return { kind, about } as Act;
    default:
      return null;
  }
}

/** A procedure by itself, a question inside the subject, what is told, and what no procedure answers. */
function procedureActs(seen: Seen, votes: readonly Vote[]): ScoredAct[] {
  const { text, message, state, data } = seen;
  if (message.words.length === 0 || votes.length === 0) return [];
  const { asked, said, whole } = readAsked(message.words, message.marks, data.lexicon);
  const code = nameIn(message.words, message.marks, whole, data.names);
  if (code) return [opened(code, asked, 0.98)];
  const { told } = readCircumstances(text, message.words, message.marks);
  const intents = votes.filter(({ meaning }) => !OTHER.has(meaning));
  const [intent] = intents;
  const taken = intents.reduce((sum, { share }) => sum + share, 0);
  const stray = intent && STRAY.has(kindOf(intent.meaning)) && intent.share < SURE_AS_TYPED;
  const isNamed = stray && nameWithin(message.words, data.names) !== null;
  const free = isNamed ? Math.max(NAMED, 1 - taken) : 1 - taken;
  const decision = decisionOn(seen, votes);
  const telling =
    Object.keys(told).length > 0 ? [{ act: { kind: 'tell', told } as const, score: free * 0.6 }] : [];
  const [subject] = state.subjects;
  if (subject?.kind === 'procedure')
    return [...telling, ...insideActs(seen, subject, { asked, bare: isBare(seen, said), decision, free })];
  // Sayings that agree on nothing leave the search its answer.
  const unsure = decision.kind === 'answer' && (intent?.share ?? 0) < UNSURE;
  return [...telling, outsideAct(decision, asked, unsure ? Math.max(free, UNSURE) : free)];
}

/** Beside a procedure's own name their words are stray ones, unless they are sure. */
const STRAY: ReadonlySet<string> = new Set(['office', 'smalltalk', 'human']);
const NAMED = 0.95;
const UNSURE = 0.5;
/** From these shares on, what is elsewhere overrules a question back, or an answer. */
const ELSEWHERE_SURE = { choices: 0.7, answer: 0.93 };
const PROCEDURE_SURE = 0.9;

/** What the search decides, with what the sayings know better: another world, or a procedure named in a story. */
function decisionOn({ message, data, searched }: Seen, votes: readonly Vote[]): Decision {
  const { decision } = searched;
  const shareOf = (wanted: string) => votes.find(({ meaning }) => meaning === wanted)?.share ?? 0;
  if (decision.kind !== 'decline')
    return shareOf('elsewhere') >= ELSEWHERE_SURE[decision.kind] ? { kind: 'decline' } : decision;
  const within =
    shareOf(PROCEDURE) >= PROCEDURE_SURE && !decision.about ? nameWithin(message.words, data.names) : null;
  return within ? { kind: 'answer', code: within, alternatives: [] } : decision;
}

const OTHER = new Set([PROCEDURE, 'elsewhere']);

function outsideAct(
  decision: Decision,
  asked: Extract<Act, { kind: 'open' }>['asked'],
  score: number,
): ScoredAct {
  if (decision.kind === 'decline')
    return { act: { kind: 'elsewhere', topic: decision.about ?? null }, score };
  return { act: { kind: 'open', found: decision, asked }, score };
}

/** Whether every word asks or is filler, so that only the subject can be meant. */
function isBare(
  { message, data }: Seen,
  said: readonly { start: number; end: number; meaning: string }[],
): boolean {
  const rest = restOf(message.words, [...said]);
  return rest.every(({ folded }) => data.lexicon.kinds.filler.has(folded) || /^\d+$/.test(folded));
}

type Inside = {
  asked: Extract<Act, { kind: 'open' }>['asked'];
  bare: boolean;
  decision: Decision;
  free: number;
};

/** While a subject lives a message is about it, unless it names another thing by itself. */
function insideActs(
  { text, data }: Seen,
  subject: Subject,
  { asked, bare, decision, free }: Inside,
): ScoredAct[] {
  if (bare && asked.length > 0) return [{ act: { kind: 'ask', asked }, score: Math.max(0.9, free) }];
  const within = data.searcher.search(text, { topic: subject.code });
  const itself = decision.kind === 'answer' ? decision.code : null;
  const sibling = within.kind === 'answer' ? within.code : null;
  const ask: ScoredAct = { act: { kind: 'ask', asked }, score: Math.max(free, UNSURE) };
  if (itself === subject.code || sibling === subject.code) return [ask];
  const other = itself !== null && itself === sibling;
  if (other) return [outsideAct(decision, asked, free), { ...ask, score: free * 0.5 }];
  if (decision.kind === 'decline' && decision.about)
    return [{ ...outsideAct(decision, asked, free * 0.6) }, { ...ask, score: free * 0.8 }];
  return [ask];
}
