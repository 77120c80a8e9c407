/** A person instead of a program: how to reach one, a question left for the desk, and its answer. */
import type { DeskQuestion } from '../../enquiries/store.js';
import { maskNumbers } from '../../privacy/mask-numbers.js';
import { type BlockOrLine, blocksOf } from '../block.js';
import type { Choice, Reply } from '../message.js';
import type { Act } from '../reading/acts.js';
import { writeCommand } from '../reading/command.js';
import type { DirectAct } from '../reading/direct.js';
import { replyOf } from '../reply.js';
import { MAX_QUESTIONS, remembered } from '../session.js';
import { type Context, say, type Turn, withChoices } from '../turn.js';
import { deskBlocks, openNowBlocks } from './office.js';

/** A question longer than this is cut: it is to be read by a person. */
const MAX_QUESTION = 2000;

/** Office, telephone, whether it is open, and the offer to leave a question; or where questions left before stand. */
export async function answerHuman(
  context: Context,
  { about }: Extract<Act, { kind: 'human' }>,
): Promise<Turn> {
  const { t } = context;
  if (about === 'leave' && context.lookups.desk.leave !== null)
    return startLeaving(context, await deskBlocks(context));
  if (about === 'answered') return answerLeft(context);
  if (about === 'drop') return answerDropping(context);
  const { lines: offered, choices } = leavingOffer(context);
  const said = [t('smallTalk.human'), ...(await deskBlocks(context)), ...offered];
  return say(context, withChoices(said, choices), { kind: 'human' });
}

/** The offer to leave a question, where one can be kept. */
export function leavingOffer({ t, lookups }: Context): { lines: string[]; choices: Choice[] } {
  if (lookups.desk.leave === null) return { lines: [], choices: [] };
  const choice = { label: t('desk.choice.leave'), send: writeCommand({ kind: 'leaveQuestion' }) };
  return { lines: [t('desk.offer')], choices: [choice] };
}

/** The question itself where it stands in the message ("nhắn cho quầy: …"), else it is asked for. */
function startLeaving(context: Context, beside: readonly BlockOrLine[] = []): Turn {
  const { t } = context;
  const { stated } = context.reading;
  if (stated !== null) return showDraft(context, stated);
  const cancel = { label: t('desk.choice.cancel'), send: writeCommand({ kind: 'notLeaving' }) };
  const blocks = blocksOf([t('desk.ask'), ...beside]);
  return say(context, { blocks, choices: [cancel] }, { kind: 'human' }, { asking: true });
}

/** A question that was sent goes with everything else only; one that waits for a yes is dropped before. */
function answerDropping(context: Context): Turn {
  const { t, session } = context;
  const codes = session.questions.join(', ');
  const text = codes === '' ? t('desk.noneLeft') : t('desk.cannotDrop', { codes });
  return say(context, { text }, { kind: 'human' });
}

/** Where the questions left in this conversation stand, or that none was left. */
async function answerLeft(context: Context): Promise<Turn> {
  const { session, lookups } = context;
  const found = await Promise.all(session.questions.map((code) => lookups.desk.find(code)));
  const replies = found.flatMap((question) => (question ? replyTo(context, question).blocks : []));
  if (replies.length > 0) return say(context, { blocks: replies }, { kind: 'human' });
  const { lines, choices } = leavingOffer(context);
  return say(context, withChoices([context.t('desk.noneLeft'), ...lines], choices), { kind: 'human' });
}

/** "Để lại câu hỏi": asks for the question; null = nothing can be kept. */
export function answerLeaving(context: Context): Turn | null {
  return context.lookups.desk.leave === null ? null : startLeaving(context);
}

/** The question itself, shown before it is sent, and the yes or no to that; null = nothing can be kept. */
export async function answerAsked(
  context: Context,
  left: Extract<DirectAct, { kind: 'left' }>,
): Promise<Turn | null> {
  const { t, session, lookups } = context;
  if (lookups.desk.leave === null) return null;
  switch (left.does) {
    case 'cancel':
      return say(context, { text: t('desk.cancelled'), choices: [] }, { kind: 'human' });
    case 'ask':
      return say(context, { text: t('desk.ask') }, { kind: 'human' }, { asking: true });
    case 'show':
      return showDraft(context, left.text);
    case 'send':
      return session.draft && send(context, session.draft.text);
  }
}

/** Nothing is sent before it has been seen as it goes. */
function showDraft(context: Context, typed: string): Turn {
  const { t, now } = context;
  const asked = typed.slice(0, MAX_QUESTION);
  const text = maskNumbers(asked);
  const masked = text === asked ? [] : [t('desk.masked')];
  const choices = [
    { label: t('desk.choice.send'), send: SEND_COMMAND },
    { label: t('desk.choice.cancel'), send: writeCommand({ kind: 'notLeaving' }) },
  ];
  const shown = [t('desk.confirm', { text }), ...masked].join('\n');
  return say(context, { text: shown, choices }, { kind: 'human' }, { draft: remembered({ text }, now) });
}

async function send(context: Context, text: string): Promise<Turn> {
  const { t, session, lookups } = context;
  const code = (await lookups.desk.leave?.(text)) ?? '';
  const blocks = blocksOf([t('desk.left', { code }), t('desk.later'), ...(await openNowBlocks(context))]);
  return say(
    context,
    { blocks, choices: [] },
    { kind: 'human' },
    { questions: [...session.questions, code].slice(-MAX_QUESTIONS) },
  );
}

/** What the button under a question sends: a yes. */
const SEND_COMMAND = 'đồng ý gửi';

/** Said where another answer came between: what was shown has not been sent. Null = nothing waits, or it is still there. */
export function notSent({ t, session }: Context, turn: Turn): string | null {
  return session.draft && !turn.session.draft && turn.outcome.kind !== 'human' ? t('desk.notSent') : null;
}

/** The answer to a question whose code is typed; the same words for every code that is none. */
export async function answerQuestionCode(
  context: Context,
  { code, sure }: Extract<Act, { kind: 'questionCode' }>,
): Promise<Turn | null> {
  const { t, lookups } = context;
  const question = await lookups.desk.find(code);
  if (question) return say(context, replyTo(context, question), { kind: 'human' });
  return sure ? say(context, { text: t('desk.unknown') }, { kind: 'human' }) : null;
}

/** Answers given since the last message; the database is asked only where a question was left. */
export async function waitingAnswers(context: Context): Promise<Reply[]> {
  if (context.session.questions.length === 0) return [];
  const typed = context.reading.direct.flatMap((act) => (act.kind === 'questionCode' ? [act.code] : []));
  const waiting = await context.lookups.desk.waiting();
  return waiting.filter(({ code }) => !typed.includes(code)).map((question) => replyTo(context, question));
}

function replyTo({ t }: Context, { code, text, answer }: DeskQuestion): Reply {
  const said =
    answer === null ? t('desk.unanswered', { code }) : t('desk.answered', { code, question: text, answer });
  return replyOf({ kind: 'human', text: said });
}
