/** A person instead of a program: how to reach one, a question left for the desk, and its answer. */
import type { DeskQuestion } from '../enquiries/store.js';
import { maskNumbers } from '../privacy/mask-numbers.js';
import { FILLER } from './cues.js';
import { intentOf } from './intent.js';
import { LEAVE, LEAVE_COMMAND, NOT_LEAVING, NOT_LEAVING_COMMAND } from './local-cues.js';
import type { Choice, Reply } from './message.js';
import { deskLines } from './office.js';
import { pickByNumber } from './pick.js';
import { readQuestionCode } from './question-code.js';
import { MAX_QUESTIONS } from './session.js';
import { type Context, say, type Turn, withChoices } from './turn.js';
import { coveredBy, phrasePattern, plainLine } from './words.js';

/** A question longer than this is cut: it is to be read by a person. */
const MAX_QUESTION = 2000;

const leave = phrasePattern(LEAVE);
const notLeaving = phrasePattern(NOT_LEAVING);
const filler = phrasePattern(FILLER);

/** Office, telephone, whether it is open; and the offer to leave a question where one can be kept. */
export async function answerHuman(context: Context): Promise<Turn> {
  const { t } = context;
  const canLeave = context.lookups.desk.leave !== null;
  const lines = [t('smallTalk.human'), ...(await deskLines(context)), ...(canLeave ? [t('desk.offer')] : [])];
  const offer: Choice[] = canLeave ? [{ label: t('desk.choice.leave'), send: LEAVE_COMMAND }] : [];
  return say(context, withChoices(lines.join('\n'), offer), {});
}

/** Whether a text is one of the commands of this flow, which say nothing about the language of the person. */
export function isDeskCommand(text: string): boolean {
  return text === LEAVE_COMMAND || text === NOT_LEAVING_COMMAND;
}

/** "Để lại câu hỏi": asks for the question; null = the message is something else, or nothing can be kept. */
export function answerLeaving(context: Context): Turn | null {
  const { t, lookups } = context;
  const line = plainLine(context.text);
  if (lookups.desk.leave === null || line.search(leave) < 0 || !coveredBy(line, leave, filler)) return null;
  const cancel = { label: t('desk.choice.cancel'), send: NOT_LEAVING_COMMAND };
  return say(context, { text: t('desk.ask'), choices: [cancel] }, {}, { asking: true });
}

/** The question itself, kept for the desk; null = none is awaited, or the message is plainly something else. */
export async function answerAsked(context: Context): Promise<Turn | null> {
  const { t, text, session, lookups } = context;
  if (!session.asking || lookups.desk.leave === null) return null;
  const line = plainLine(text);
  if (line.search(notLeaving) >= 0 && coveredBy(line, notLeaving, filler))
    return say(context, { text: t('desk.cancelled'), choices: [] }, {});
  const intent = intentOf(text);
  if (intent?.kind === 'language' || pickByNumber(text, session.choices)) return null;
  if (intent?.kind === 'smallTalk')
    return WAITS_ON.has(intent.topic) ? say(context, { text: t('desk.ask') }, {}, { asking: true }) : null;
  const asked = text.slice(0, MAX_QUESTION);
  const kept = maskNumbers(asked);
  const code = await lookups.desk.leave(kept);
  const masked = kept === asked ? [] : [t('desk.masked')];
  const office = (await deskLines(context)).slice(1);
  return say(
    context,
    { text: [t('desk.left', { code }), ...masked, t('desk.later'), ...office].join('\n'), choices: [] },
    {},
    { questions: [...session.questions, code].slice(-MAX_QUESTIONS) },
  );
}

/** After these the question is still awaited. */
const WAITS_ON: ReadonlySet<string> = new Set(['ok', 'greeting', 'empty']);

/** The answer to a question whose code is typed; the same words for every code that is none. */
export async function answerQuestionCode(context: Context): Promise<Turn | null> {
  const { t, lookups } = context;
  const typed = readQuestionCode(context.text);
  if (typed === null) return null;
  const question = await lookups.desk.find(typed.code);
  if (question) return say(context, replyTo(context, question), {});
  return typed.sure ? say(context, { text: t('desk.unknown') }, {}) : null;
}

/** Answers given since the last message; the database is asked only where a question was left. */
export async function waitingAnswers(context: Context): Promise<Reply[]> {
  if (context.session.questions.length === 0) return [];
  const typed = readQuestionCode(context.text)?.code;
  const waiting = await context.lookups.desk.waiting();
  return waiting.filter(({ code }) => code !== typed).map((question) => replyTo(context, question));
}

function replyTo({ t }: Context, { code, text, answer }: DeskQuestion): Reply {
  if (answer === null) return { text: t('desk.unanswered', { code }) };
  return { text: t('desk.answered', { code, question: text, answer }) };
}
