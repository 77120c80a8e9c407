/** What a message does about procedures, answered: opened, asked about inside the subject, gone back to. */
import type { Attribute } from '../../search/question.js';
import { codesOf } from '../../search/search.js';
import { type Act, findAct, type OtherSubject } from '../reading/acts.js';
import type { Asked } from '../reading/attributes.js';
import { tellsOfWaiver } from '../reading/circumstances.js';
import { readView } from '../reading/command.js';
import { type Offered, onTop, type Subject } from '../reading/state.js';
import { type Context, say, type Turn } from '../turn.js';
import { answerProcedure } from './answer.js';
import { askAgain, askBack, askOnceMore, codesOnOffer } from './ask-back.js';
import { compareSubjects } from './compare.js';
import { bestInside, type FoundPassage, needsItsWords, partsAsked, SAYS_MUCH } from './found.js';
import { answerInside, answerPointed } from './inside.js';
import { answerOwnCase, answerOwnList } from './own-list.js';
import { decline, declineWith } from './refusal.js';
import {
  answerFromKin,
  askSiblings,
  isKin,
  issuedAgainToo,
  kinMeant,
  MAX_NAMED,
  siblingForLost,
} from './siblings.js';
import { answerUntold } from './untold.js';

/** So few words that point at several procedures are asked back. */
const MAX_UNCLEAR = 2;

type About<K extends Act['kind']> = Extract<Act, { kind: K }>;

/** A procedure that is sure, or the question which of several is meant. */
export async function answerOpen(context: Context, { found, asked }: About<'open'>): Promise<Turn | null> {
  const [attribute = null] = partsAsked(asked);
  if (found.kind === 'choices') {
    const offered =
      (await answerNamedOffer(context, found.codes, asked)) ?? (await answerAmongOffered(context, asked));
    const waiting =
      offered ?? (findAct(context.reading.acts, 'correct') ? null : askOfOffered(context, attribute));
    if (waiting) return waiting;
    return askBack(context, found.family, attribute);
  }
  const { code, alternatives } = found;
  return answerAsked(context, code, asked, alternatives);
}

/** The only one on offer that the message comes nearest to: "cái sang tên á"; null = it is none of them, or several. */
async function answerNamedOffer(
  context: Context,
  codes: readonly string[],
  asked: readonly Asked[],
): Promise<Turn | null> {
  const [first, ...others] = codes;
  const onOffer = codesOnOffer(context.state);
  if (first === undefined || !onOffer.includes(first) || others.some((each) => onOffer.includes(each)))
    return null;
  return answerAsked(
    context,
    first,
    asked,
    onOffer.filter((each) => each !== first),
  );
}

/** What is asked while the choice waits goes on being asked of the same ones, once; null = nothing is on offer. */
function askOfOffered(context: Context, attribute: Attribute | null): Turn | null {
  if (context.state.pending?.kind !== 'whichProcedure') return null;
  return attribute ? askAgain(context, attribute) : askOnceMore(context);
}

/**
 * What is asked on while procedures are on offer, in words of its own: told of the one whose record says most of it, with
 * the others to choose from. Null = nothing is on offer, or no record says much of it.
 */
async function answerAmongOffered(context: Context, asked: readonly Asked[]): Promise<Turn | null> {
  const { pending } = context.state;
  if (pending?.kind !== 'whichProcedure' || context.reading.wanted.size === 0) return null;
  const codes = codesOnOffer(context.state);
  const bests = await Promise.all(codes.map((code) => bestInside(context, code)));
  const [first, second] = codes
    .map((code, i) => ({ code, share: (bests[i]?.share ?? 0) * (i === 0 ? NEAREST : 1) }))
    .sort((a, b) => b.share - a.share);
  const isFirst = first?.code === codes[0];
  if (
    !first ||
    first.share < (isFirst ? SURELY_SAYS : WHOLLY_SAYS) ||
    first.share < (second?.share ?? 0) * AHEAD
  )
    return null;
  const told =
    (await answerPointed(context, first.code, asked)) ??
    (await answerProcedure(context, { code: first.code, attribute: null, page: 1, brief: true }));
  return (
    told &&
    withOffers(
      told,
      pending.choices.filter(({ send }) => readView(send)?.code !== first.code),
    )
  );
}

/** The same turn with these on offer beside its own choices. */
function withOffers(turn: Turn, offers: readonly Offered[]): Turn {
  const replies = turn.replies.map((reply, i) =>
    i === turn.replies.length - 1 ? { ...reply, choices: [...(reply.choices ?? []), ...offers] } : reply,
  );
  return { ...turn, replies, session: { ...turn.session, choices: [...turn.session.choices, ...offers] } };
}

/** The first of them came nearest to what was asked before. */
const NEAREST = 1.25;
/** So far ahead of the others' is a record that is meant. */
const AHEAD = 1.3;
/** So much of what is asked the record says of the first on offer; of another. */
const SURELY_SAYS = 0.42;
const WHOLLY_SAYS = 0.6;

/** One procedure with what is asked of it: a part, several, a line of its record, or all of it. */
async function answerAsked(
  context: Context,
  code: string,
  asked: readonly Asked[],
  alternatives: readonly string[] = [],
): Promise<Turn | null> {
  if (asked.includes('own')) return answerOwnList(context, code);
  const parts = partsAsked(asked);
  const [attribute = null] = parts;
  const isLater = context.state.subjects.length > 0 && context.reading.wanted.size > 0;
  const pointed = isLater || parts.length !== 1;
  const quoted = asked.length > 0 && pointed ? await answerPointed(context, code, asked) : null;
  const isTurn = context.state.subjects.length > 0 || context.state.pending !== null;
  const brief = isTurn && !context.reading.codes.includes(code);
  return quoted ?? answerProcedure(context, { code, alternatives, attribute, page: 1, brief });
}

/** A question inside the subject, or what it has turned to; null = there is no subject. */
export async function answerAsk(
  context: Context,
  { asked, other }: Pick<About<'ask'>, 'asked' | 'other'>,
): Promise<Turn | null> {
  const compared = await compareSubjects(context, asked);
  if (compared) return compared;
  const [subject] = context.state.subjects;
  if (subject?.kind !== 'procedure') return askAboutChoices(context, asked);
  const { code } = subject;
  const here = await bestInside(context, code);
  const isNamed = other !== null && (await isNamedWholly(context, code, other));
  // "Thẻ bảo hiểm y tế bị mất" beside a land certificate: what is gone is named, and is another thing.
  const again = isNamed ? null : await siblingForLost(context, code, here);
  if (again) return answerAsked(context, again, asked, [code]);
  const isClear = other?.sure || context.reading.content.length > MAX_UNCLEAR;
  if (other && (isNamed || (isClear && (await isElsewhere(context, { code, here }, other))))) {
    const same = other.names
      ? await kinMeant(context, code, other)
      : await issuedAgainToo(context, code, other.code);
    return answerAsked(context, same ?? other.code, asked, same ? [other.code] : other.alternatives);
  }
  if (partsAsked(asked).length > 0 || asked.includes('own')) return answerAsked(context, code, asked);
  const own = asked.length === 0 ? await answerOwnCase(context, code) : null;
  if (own) return own;
  // "Đăng ký lại": so few words that say what is to be done name a sibling, whatever the record says of them.
  const siblings = other?.names ? await askSiblings(context, code) : null;
  if (siblings) return siblings;
  const named = await answerNamed(context, { code, here }, asked);
  if (named) return named;
  const inside = await answerInside(context, code, asked);
  // What people ask beside the parts of a record is told, or said not to be there: nothing near is told instead.
  if (inside) return inside;
  const kin = await answerFromKin(context, code, asked);
  if (kin) return kin;
  if (needsItsWords(asked)) return answerUntold(context, code);
  return (await askSiblings(context, code)) ?? answerUntold(context, code);
}

/** So much the message and a name say of each other where nothing else is meant. */
const WHOLLY_NAMED = 0.65;

/** Whether the message says the name of another world of procedures, and tells of no group whom things are waived for. */
async function isNamedWholly(context: Context, code: string, other: OtherSubject): Promise<boolean> {
  const told = findAct(context.reading.acts, 'tell')?.told ?? {};
  if (other.named < WHOLLY_NAMED || tellsOfWaiver(told)) return false;
  return !(await isKin(context, code, other.code));
}

/** The procedure spoken of, with the passage of its record that says most of the message; null = none says anything. */
type Spoken = { code: string; here: FoundPassage | null };

/** "Sổ đỏ", "còn giấy tờ xe": a thing is named and nothing else, and the record hardly speaks of it. Null = it is not so. */
async function answerNamed(
  context: Context,
  { code, here }: Spoken,
  asked: readonly Asked[],
): Promise<Turn | null> {
  const { reading } = context;
  const { found } = reading;
  if (findAct(reading.acts, 'tell') || asked.length > 0 || reading.content.length > MAX_NAMED) return null;
  if ((here && here.share >= HARDLY) || reading.whether !== null) return null;
  if (found.kind === 'decline' || codesOf(found)[0] === code) return null;
  if (found.kind === 'choices' && !(await isFamily(context, found.codes, code))) return null;
  return answerOpen(context, { kind: 'open', found, asked: [] });
}
/** Whether all of them are of one kind: what points at this and that, or at the subject too, names nothing. */
async function isFamily({ lookups }: Context, codes: readonly string[], subject: string): Promise<boolean> {
  const found = await Promise.all(codes.map((each) => lookups.procedure(each)));
  return !codes.includes(subject) && new Set(found.map((one) => one?.official.field)).size === 1;
}
/** Below this share the record hardly speaks of it. */
const HARDLY = 0.3;

/**
 * What sounds like talk, or like another office, and is asked of the procedure spoken of, whose record says much of it:
 * "phải lên tận phường à". Null = it is not.
 */
export async function answerSubjectFirst(
  context: Context,
  ask: Pick<About<'ask'>, 'asked' | 'other'>,
): Promise<Turn | null> {
  const [subject] = context.state.subjects;
  const { verdict, content, wanted } = context.reading;
  if (subject?.kind !== 'procedure' || verdict.kind !== 'act' || verdict.score >= SURELY_TALK) return null;
  // "Nhận kết quả là giấy gì": nothing but what a record has a part for.
  if (wanted.size === 0 && PLACES.has(verdict.act.kind) && partsAsked(ask.asked).length > 0)
    return answerAsk(context, ask);
  const isOffice = verdict.act.kind === 'office' && verdict.score >= SURELY_OFFICE;
  if (content.length < MIN_CONTENT || isOffice) return null;
  const best = await bestInside(context, subject.code);
  return best && best.share >= SAYS_MUCH ? answerAsk(context, ask) : null;
}
/** From here on talk is talk, and an office is one. */
const SURELY_TALK = 0.97;
const SURELY_OFFICE = 0.7;
const MIN_CONTENT = 2;
/** What is asked of offices and dossiers is also asked of procedures. */
const PLACES: ReadonlySet<string> = new Set(['office', 'dossier']);

/** What speaks for the subject, and for the other, in their records: see `LEANING` of the reader. */
const RECORDS = { subject: -2.85, pair: -0.47, mostPairs: 4, other: 0.7, kin: 1.26 };

async function isElsewhere(context: Context, { code, here }: Spoken, other: OtherSubject): Promise<boolean> {
  const there = await bestInside(context, other.code);
  const leaning =
    other.leaning +
    RECORDS.subject * (here?.share ?? 0) +
    RECORDS.pair * Math.min(here?.pairs ?? 0, RECORDS.mostPairs) +
    RECORDS.other * (there?.share ?? 0) +
    ((await isKin(context, code, other.code)) ? RECORDS.kin : 0);
  return leaning > 0;
}

/** "Bao nhiêu tiền" while procedures are on offer: the same choices, now about that. */
function askAboutChoices(context: Context, asked: readonly Asked[]): Turn | null {
  const [attribute] = partsAsked(asked);
  return attribute ? askAgain(context, attribute) : null;
}

/** Back to an earlier subject, with what is asked of it. */
export async function answerGoBack(context: Context, { to }: About<'goBack'>): Promise<Turn | null> {
  const subject = to === null ? undefined : context.state.subjects[to];
  if (subject?.kind !== 'procedure')
    return subject ? null : say(context, { text: context.t('back.none') }, { kind: 'refusal' });
  const asked = findAct(context.reading.acts, 'ask')?.asked ?? [];
  return (await answerAfterGoingBack(context, subject)) ?? answerAsked(context, subject.code, asked);
}

/** "Quay lại cái sổ đỏ, nếu hàng xóm tranh chấp thì sao": what stands in the last clause; null = no question does. */
async function answerAfterGoingBack(context: Context, subject: Subject): Promise<Turn | null> {
  const { back } = context.reading;
  if (!back) return null;
  const [first = [], whole = []] = [back, context.reading].map(({ acts }) => findAct(acts, 'ask')?.asked);
  const asked = first.length > 0 ? first : whole;
  return answerAsk(
    { ...context, state: onTop(context.state, subject), reading: back },
    { asked, other: null },
  );
}

/** Nothing sure was understood, or what no procedure answers: the subject, the choices, a pointer, or an honest no. */
export async function answerElsewhere(context: Context, topic: string | null): Promise<Turn> {
  const compared = topic === null ? await compareSubjects(context, []) : null;
  if (compared) return compared;
  const offered = topic === null ? await answerAmongOffered(context, []) : null;
  if (offered) return offered;
  const again = askOnceMore(context);
  const { attribute, bare } = context.reading.part;
  if (attribute && bare)
    return askAgain(context, attribute) ?? again ?? declineWith(context, 'refusal.which');
  if (again && topic === null) return again;
  const [subject] = context.state.subjects;
  const inside =
    topic === null && subject?.kind === 'procedure'
      ? ((await answerInside(context, subject.code)) ?? (await answerUntold(context, subject.code)))
      : null;
  return inside ?? decline(context, topic ?? '');
}
