/** The flows of the conversation in the order in which they are asked; the first that answers wins. */

import { answerConfirmation } from './dossier/codes.js';
import { answerAboutDossier, answerWhich, turnTo } from './dossier/flow.js';
import { answerLetIn } from './dossier/let-in.js';
import { answerDigits, answerFound, TO_DIGITS } from './dossier/look-up.js';
import { answerOpened, tellOpened } from './dossier/opened.js';
import { answerOwnData } from './dossier/own-data.js';
import { answerReturned } from './dossier/returned.js';
import { answerComplaint } from './everyday/complaint.js';
import { answerEmergency } from './everyday/emergency.js';
import { answerScam } from './everyday/scam.js';
import { answerEmpty, answerSmallTalk } from './everyday/small-talk.js';
import { answerFollowing } from './following/following.js';
import { answerAsked, answerHuman, answerLeaving, answerQuestionCode } from './office/desk.js';
import { answerSessions } from './office/help-session.js';
import { answerOffice } from './office/office.js';
import { answerOldPlace } from './office/old-place.js';
import { answerProcedure } from './procedure/answer.js';
import { askAgain } from './procedure/ask-back.js';
import {
  answerAsk,
  answerElsewhere,
  answerGoBack,
  answerOpen,
  answerSubjectFirst,
} from './procedure/flow.js';
import { answerLostPaper } from './procedure/lost-paper.js';
import { answerMoreChoices } from './procedure/more-choices.js';
import { declineWith } from './procedure/refusal.js';
import { type Act, type ActKind, findAct, type OfficeAbout } from './reading/acts.js';
import { ACT_KINDS } from './reading/decide.js';
import { dossierCodesIn } from './reading/details/dossier-codes.js';
import type { DirectAct } from './reading/direct.js';
import { type Context, say, type Turn } from './turn.js';

const SURE_SCAM = 0.6;
/** A day is named in so many words. */
const MAX_DAY_WORDS = 3;

type Answer = Promise<Turn | null> | Turn | null;
type Kind = ActKind | DirectAct['kind'];
/** `acts`: the kinds it takes: of what a message says outright, else of the act that won. */
export type Flow<K extends Kind = Kind> = {
  name: string;
  acts: readonly K[];
  answer: (context: Context, act: Extract<Act | DirectAct, { kind: K }>) => Answer;
};

function flow<K extends Kind>(name: string, acts: readonly K[], answer: Flow<K>['answer']): Flow {
  return { name, acts, answer: answer as Flow['answer'] };
}

/** Beside these a place or a session that is named is what is asked about. */
const MAY_NAME_PLACES = ['office', 'open', 'ask', 'tell', 'correct', 'elsewhere', 'dossier'] as const;

/** Every flow in its order: the first that takes a message answers it. */
export const FLOWS: readonly Flow[] = [
  flow('emergency', ['danger', 'emergency'], answerEmergency),
  flow('command', ['command'], answerCommand),
  flow('number', ['number'], answerNumber),
  flow('following', ['following'], answerFollowing),
  flow('let in', ['letIn'], answerLetIn),
  flow('question for the office', ['left'], answerAsked),
  flow('own data', ['ownData'], answerOwnData),
  flow('digits', TO_DIGITS, answerDigits),
  flow('question code', ['questionCode'], answerQuestionCode),
  flow('leave a question', ['leaving'], answerLeaving),
  flow('which dossier', ['which'], answerWhich),
  flow('open dossier', ['whyOrSeen'], (context, { about }) => tellOpened(context, about)),
  flow('receipt code', ['receipt'], async (context, { codes }) =>
    withWarning(context, await answerFound(context, codes)),
  ),
  flow('confirm', ['yesNo'], (context, { yes }) =>
    answerConfirmation(context, yes, (agreed, code) => answerFound(agreed, dossierCodesIn(code))),
  ),
  flow('lost paper', ['lost'], answerLostPaper),
  flow('pick', ['pick'], answerPick),
  flow('more', ['more'], answerMore),
  flow(
    'go back',
    ['goBack'],
    async (context, act) => (await answerGoBack(context, act)) ?? reopen(context, act.to),
  ),
  flow('help sessions', MAY_NAME_PLACES, (context) => answerSessions(context)),
  flow('old places', ['places'], answerOldPlace),
  flow('subject first', ['office', 'dossier', 'smalltalk', 'human'], (context) =>
    answerSubjectFirst(context, askOf(context)),
  ),
  flow('returned', ['returned', 'command'], answerReturned),
  flow('scam', ['scam'], (context, { about }) => answerScam(context, about)),
  flow('complaint', ['complaint'], (context, { about }) => answerComplaint(context, about)),
  flow('human', ['human'], answerHuman),
  flow('dossiers', ['dossier'], (context, { about }) => answerAboutDossier(context, about)),
  flow('opened', ['opened'], (context, { about }) => answerOpened(context, about)),
  flow('office', ['office'], (context, { about }) => answerAboutOffice(context, about)),
  flow('repeat', ['smalltalk'], answerRepeat),
  flow('small talk', ['smalltalk'], (context, { about }) => answerSmallTalk(context, about)),
  flow(
    'procedure',
    ['open'],
    async (context, act) => (await answerOpen(context, act)) ?? noSuchCode(context, act),
  ),
  flow('subject', ['ask'], answerAsk),
  flow('told', ['tell', 'correct'], (context) => answerAsk(context, askOf(context))),
  flow('elsewhere', ACT_KINDS, answerRest),
];

/** Of what stands beside a code a fraud is answered as well, and last. */
function withWarning(context: Context, turn: Turn): Turn {
  const sure = context.reading.acts.find(({ act, score }) => act.kind === 'scam' && score >= SURE_SCAM);
  if (sure?.act.kind !== 'scam') return turn;
  const warning = answerScam(context, sure.act.about);
  const told = turn.replies.map((reply) => ({ ...reply, kind: 'dossier' as const }));
  return { ...turn, replies: [...told, ...warning.replies], outcome: { ...turn.outcome, kind: 'scam' } };
}

/** Asks the flows in turn; the last answers everything. */
export async function answer(context: Context): Promise<Turn> {
  const { direct, won } = context.reading;
  for (const { acts, answer: ask } of FLOWS) {
    const act = [...direct, won].find(({ kind }) => acts.includes(kind));
    const turn = act && (await ask(context, act));
    if (turn) return turn;
  }
  return declineWith(context, 'refusal.which');
}

/** The same conversation as if what the choice sends had been sent; null = it points at none. */
async function answerChosen(context: Context): Promise<Turn | null> {
  const { sent } = context.reading;
  if (!sent) return null;
  const turn = await answer({ ...context, reading: sent, session: { ...context.session, choices: [] } });
  return { ...turn, as: sent };
}

async function answerCommand(
  context: Context,
  { command }: Extract<Act, { kind: 'command' }>,
): Promise<Turn | null> {
  if (command.kind !== 'view') return answerMoreChoices(context, command);
  return (
    (await answerProcedure(context, command)) ??
    declineWith(context, 'refusal.noSuchCode', { code: command.code })
  );
}

function noSuchCode(context: Context, { found }: Extract<Act, { kind: 'open' }>): Answer {
  if (found.kind !== 'answer' || !context.reading.codes.includes(found.code)) return null;
  return declineWith(context, 'refusal.noSuchCode', { code: found.code });
}

/** The number of a choice, whatever else is awaited. */
function answerNumber(context: Context): Answer {
  // "Cái thứ hai" is a dossier where several are named.
  if (findAct(context.reading.acts, 'which')) return null;
  return answerChosen(context);
}

function answerPick(context: Context, { choices: picked }: Extract<Act, { kind: 'pick' }>): Answer {
  const { t, session, state } = context;
  const { choices } = session;
  // "Mất bao lâu" beside examples: none of them is meant for naming a time as well.
  const { attribute, bare } = context.reading.part;
  if (attribute && bare && state.subjects.length === 0)
    return askAgain(context, attribute) ?? declineWith(context, 'refusal.which');
  if (picked === 'none') return declineWith(context, 'pick.none');
  if (picked === 'outOfRange') {
    const { pending } = context.state;
    const number = pending && 'choices' in pending ? pending.choices.length : choices.length;
    const text = t('pick.outOfRange', { number });
    return say(context, { text, choices }, { kind: 'refusal' });
  }
  return answerChosen(context);
}

function answerMore(context: Context): Answer {
  const { more } = context.session;
  return more
    ? answerProcedure(context, more)
    : say(context, { text: context.t('more.nothing'), about: 'ok' }, {});
}

/** Back to a dossier, with what is asked of it. */
function reopen(context: Context, to: number | null): Answer {
  const subject = to === null ? undefined : context.state.subjects[to];
  if (subject?.kind !== 'dossier') return null;
  return turnTo(context, subject.code, findAct(context.reading.acts, 'opened')?.about ?? null);
}

/** "Nói lại": what was told last; null = nothing was. */
async function answerRepeat(
  context: Context,
  { about }: Extract<Act, { kind: 'smalltalk' }>,
): Promise<Turn | null> {
  const [subject] = context.state.subjects;
  if (about !== 'repeat' || !subject) return null;
  if (subject.kind === 'dossier') return answerAboutDossier(context, 'status');
  const whole = () => answerProcedure(context, { code: subject.code, attribute: null, page: 1 });
  if (subject.asked.length === 0) return whole();
  const told = await answerAsk(context, { asked: subject.asked, other: null });
  // What was told in the words of a question cannot be found again without them.
  return told && told.outcome.kind !== 'refusal' ? told : whole();
}

/** The question that stands beside what is told. */
function askOf({ reading }: Context): Pick<Extract<Act, { kind: 'ask' }>, 'asked' | 'other'> {
  return findAct(reading.acts, 'ask') ?? { asked: [], other: null };
}

function answerAboutOffice(context: Context, about: OfficeAbout): Answer {
  // "Ai phụ trách?" with a dossier open: who works on it.
  if (about === 'duty' && context.state.subjects[0]?.kind === 'dossier') return answerOpened(context, 'who');
  if (about === 'session') return answerSessions(context, { asked: true });
  if (about === 'around') return say(context, { text: context.t('office.around') }, { kind: 'office' });
  return answerOffice(context, about === 'phone' ? 'place' : about);
}

function answerRest(context: Context, act: Act): Answer {
  if (context.reading.acts.length === 0 && context.reading.silent) return answerEmpty(context);
  if (context.reading.bareNumber && context.session.choices.length === 0)
    return declineWith(context, 'pick.nothing');
  const topic = act.kind === 'elsewhere' ? act.topic : null;
  const [subject] = context.state.subjects;
  if (subject?.kind === 'dossier' && topic === null) return answerOpened(context, 'brief');
  if (context.session.awaiting && topic === null) return answerAboutDossier(context, 'status');
  // "Chiều nay?": of a day alone the hours are told.
  const isDay = topic === null && context.reading.day.dates.length > 0;
  if (isDay && context.reading.content.length <= MAX_DAY_WORDS) return answerOffice(context, 'hours');
  return answerElsewhere(context, topic);
}
