/** What a message does about procedures: opens one, asks inside the subject, tells of the case, is about another world. Pure. */
import { ELSEWHERE } from '../../search/document.js';
import type { Decision } from '../../search/search.js';
import type { Explanation } from '../../search/searcher.js';
import type { Act, ComplaintAbout, ScoredAct } from './acts.js';
import { readAsked } from './attributes.js';
import { readCircumstances } from './circumstances.js';
import { ELSEWHERE_MEANING, PROCEDURE, type Vote } from './intent-index.js';
import { nameIn, nameWithin } from './names.js';
import { kindOf, OTHER, type ReaderData, type Seen, SURE_AS_TYPED, UNSURE } from './seen.js';
import type { Subject } from './state.js';
import { restOf } from './words.js';

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
/** From these shares on, what is elsewhere overrules a question back, or an answer. */
const ELSEWHERE_SURE = { decline: 0.7, choices: 0.7, answer: 0.93 };
const PROCEDURE_SURE = 0.9;

/** What the search decides, with what the sayings know better: another world, or a procedure named in a story. */
function decisionOn({ message, data, searched }: Seen, votes: readonly Vote[]): Decision {
  const { decision } = searched;
  const shareOf = (wanted: string) => votes.find(({ meaning }) => meaning === wanted)?.share ?? 0;
  if (decision.kind !== 'decline' || !decision.about)
    if (shareOf(ELSEWHERE_MEANING) >= ELSEWHERE_SURE[decision.kind]) return towards(searched, data);
  if (decision.kind !== 'decline') return decision;
  const within =
    shareOf(PROCEDURE) >= PROCEDURE_SURE && !decision.about ? nameWithin(message.words, data.names) : null;
  return within ? { kind: 'answer', code: within, alternatives: [] } : decision;
}

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
function isBare(
  { message, data }: Seen,
  said: readonly { start: number; end: number; meaning: string }[],
): boolean {
  const rest = restOf(message.words, [...said]);
  return rest.every(({ folded }) => data.lexicon.kinds.filler.has(folded) || /^\d+$/.test(folded));
}

/** So far above the border the search has to be to leave the subject. */
const LEAVES_SURE = 1;

type Inside = {
  asked: Extract<Act, { kind: 'open' }>['asked'];
  bare: boolean;
  decision: Decision;
  free: number;
};

/** While a subject lives a message is about it, unless it names another thing by itself. */
function insideActs(
  { text, data, message, searched }: Seen,
  subject: Subject,
  { asked, bare, decision, free }: Inside,
): ScoredAct[] {
  if (bare && asked.length > 0) return [{ act: { kind: 'ask', asked }, score: Math.max(0.9, free) }];
  const within = data.searcher.search(text, { topic: subject.code });
  const itself = decision.kind === 'answer' ? decision.code : null;
  const sibling = within.kind === 'answer' ? within.code : null;
  const ask: ScoredAct = { act: { kind: 'ask', asked }, score: Math.max(free, UNSURE) };
  if (itself === subject.code || sibling === subject.code) return [ask];
  // Beside many words a name has to be whole, or the search very sure.
  const names = itself !== null && nameWithin(message.words, data.names) === itself;
  const sure = (searched.judgement?.sure ?? LEAVES_SURE) >= LEAVES_SURE;
  const other = itself !== null && itself === sibling && (names || sure);
  if (other) return [outsideAct(decision, asked, free), { ...ask, score: free * 0.5 }];
  if (decision.kind === 'decline' && decision.about)
    return [{ ...outsideAct(decision, asked, free * 0.6) }, { ...ask, score: free * 0.8 }];
  return [ask];
}

/** Another world than the search thought, with the topic that came nearest. */
function towards({ elsewhere }: Explanation, { searcher }: ReaderData): Decision {
  return elsewhere
    ? { kind: 'decline', about: searcher.codeOf(elsewhere).slice(ELSEWHERE.length) }
    : { kind: 'decline' };
}
