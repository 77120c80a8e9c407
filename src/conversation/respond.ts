/** One turn of the conversation: which flow a message belongs to. Pure but for the look-ups it is handed. */

import { findReceiptCodes, sameReceipt } from '../dossiers/receipt-code/find.js';
import { neutralValue } from '../privacy/neutral-text.js';
import { vietnamDate } from '../time/clock.js';
import { askAgain, askBack } from './ask-back.js';
import { readCommand } from './command.js';
import { MORE } from './cues.js';
import { answerAsked, answerLeaving, answerQuestionCode, isDeskCommand, waitingAnswers } from './desk.js';
import { answerConfirmation, answerDossier, type DossierCode } from './dossier.js';
import { answerEmergency } from './emergency.js';
import { isFollowCommand } from './follow-request.js';
import { answerUntold, asksOn, decideFollowUp, topicOf } from './follow-up.js';
import { answerFollowing } from './following.js';
import { answerSessions } from './help-session.js';
import { type Intent, intentOf, isEnglish, isVietnamese, isWaiting } from './intent.js';
import { answerLetIn } from './let-in-code.js';
import { answerAboutOpened, answerDigits, answerFound, answerProgress, isLookupCommand } from './lookup.js';
import type { Lookups } from './lookups.js';
import type { Input, Reply } from './message.js';
import { answerMoreChoices } from './more-choices.js';
import { answerOffice } from './office.js';
import { answerOldPlace } from './old-place.js';
import { answerOwnData } from './own-data.js';
import { pickByNumber, pickByWords } from './pick.js';
import { type Asked, answerProcedure } from './procedure-answer.js';
import { decline, declineWith } from './refusal.js';
import { answerReturned } from './returned.js';
import { type Session, withoutExpired } from './session.js';
import { answerLanguage, answerSmallTalk } from './small-talk.js';
import { speakable } from './speech.js';
import { type Context, say, type Turn } from './turn.js';
import { coveredBy, phrasePattern, plainLine } from './words.js';

export type { Turn } from './turn.js';

const more = phrasePattern(MORE);

/** Answers one message. `now` tells the day facts are given for and whether the office is open. */
export async function respond(input: Input, session: Session, lookups: Lookups, now: Date): Promise<Turn> {
  const text = input.text.trim();
  const locale = localeOf(text, session);
  const context: Context = {
    text,
    session: { ...withoutExpired(session, now), locale },
    lookups,
    t: lookups.translator(locale),
    now,
    region: input.region ?? 'north',
    today: vietnamDate(now),
  };
  const emergency = answerEmergency(context);
  if (emergency) return emergency;
  const waiting = await waitingAnswers(context);
  const turn = await answer(context);
  const { region } = context;
  const dossier = dossierOf(turn, context);
  const told = turn.replies.map((reply) => (dossier ? { ...reply, dossier } : reply));
  // Offices, officers and catalogues wrote parts of them, and so did this person.
  const replies = neutralValue([...waiting, ...told]);
  const spoken = replies.map((reply) => ({
    ...reply,
    speech: reply.speech ?? speakable(reply.text, { locale: turn.session.locale, region }),
  }));
  return { ...turn, replies: spoken };
}

/** The dossier a turn is about; null = none. What is told of one that is open goes when it is closed. */
function dossierOf(
  { outcome: { receipt }, session: { opened } }: Turn,
  { t, now }: Context,
): Reply['dossier'] | null {
  if (receipt === null) return null;
  if (!opened || !sameReceipt(opened.code, receipt)) return {};
  const seconds = Math.ceil((Date.parse(opened.until) - now.getTime()) / 1000);
  return { inside: { seconds, after: t('lookup.hidden') } };
}

/** The first flow a message belongs to. */
async function answer(context: Context): Promise<Turn> {
  return (
    (await answerCommand(context)) ??
    answerMoreChoices(context) ??
    (await answerFollowing(context)) ??
    (await answerLetIn(context)) ??
    (await answerDigits(context)) ??
    (await answerOwnData(context)) ??
    (await answerQuestionCode(context)) ??
    answerLeaving(context) ??
    (await answerAsked(context)) ??
    (await answerAboutOpened(context)) ??
    (await answerTyped(context)) ??
    (await answerConfirmation(context, (yes, code) => answerFound(yes, dossierCodes(code)))) ??
    (await answerPick(context)) ??
    (await answerMore(context)) ??
    (await answerSessions(context)) ??
    (await answerOldPlace(context)) ??
    (await answerReturned(context)) ??
    (await answerIntent(context)) ??
    (await answerQuestion(context))
  );
}

/** The language follows how the person writes, unless they asked for one; what choices send says nothing. */
function localeOf(text: string, { locale, localeChosen, choices }: Session): Session['locale'] {
  if (localeChosen || isCommand(text) || choices.some(({ send }) => send === text)) return locale;
  if (isEnglish(text)) return 'en';
  return isVietnamese(text) ? 'vi' : locale;
}

function isCommand(text: string): boolean {
  return readCommand(text) !== null || isDeskCommand(text) || isLookupCommand(text) || isFollowCommand(text);
}

/** What a choice sent, now or long ago. */
async function answerCommand(context: Context): Promise<Turn | null> {
  const view = readCommand(context.text);
  return view ? answerCode(context, view) : null;
}

/** Codes in the message: receipts first, then a procedure's own code. */
async function answerTyped(context: Context): Promise<Turn | null> {
  const found = findReceiptCodes(context.text, context.today);
  const dossiers = found.filter((code) => code.kind !== 'procedure');
  if (dossiers.length > 0) return answerFound(context, dossiers);
  const [procedure] = found.filter((code) => code.kind === 'procedure');
  if (!procedure) return null;
  const { attribute } = context.lookups.readAttribute(context.text.replace(procedure.original, ' '));
  return answerCode(context, { code: procedure.code, attribute, page: 1 });
}

function dossierCodes(canonical: string): DossierCode[] {
  return findReceiptCodes(canonical).filter((code) => code.kind !== 'procedure');
}

async function answerCode(context: Context, asked: Asked): Promise<Turn> {
  return (
    (await answerProcedure(context, asked)) ??
    declineWith(context, 'refusal.noSuchCode', { code: asked.code })
  );
}

/** "2", "cái thứ hai": one of the choices on offer. */
async function answerPick(context: Context): Promise<Turn | null> {
  const { choices } = context.session;
  if (/^\d{1,2}$/.test(context.text) && choices.length === 0) return declineWith(context, 'pick.nothing');
  const pick = choices.length === 0 ? null : pickByNumber(context.text, choices);
  if (pick === null) return null;
  if (pick.kind === 'choice') return choose(context, pick.send);
  if (pick.kind === 'none') return declineWith(context, 'pick.none');
  const text = context.t('pick.outOfRange', { number: choices.length });
  return say(context, { text, choices }, { kind: 'refusal' });
}

/** What was picked is answered as if it had been sent. */
function choose(context: Context, send: string): Promise<Turn> {
  return answer({ ...context, text: send, session: { ...context.session, choices: [] } });
}

async function answerMore(context: Context): Promise<Turn | null> {
  const line = plainLine(context.text);
  if (line.search(more) < 0 || !coveredBy(line, more)) return null;
  if (context.session.more) return answerProcedure(context, context.session.more);
  return context.session.topic || context.session.choices.length > 0
    ? say(context, { text: context.t('more.nothing') }, {})
    : null;
}

async function answerIntent(context: Context): Promise<Turn | null> {
  const { topic, choices, opened, awaiting } = context.session;
  const { attribute, bare } = context.lookups.readAttribute(context.text);
  const waits = (topic === null || opened || awaiting) && isWaiting(context.text);
  const intent = waits ? WAITING : intentOf(context.text);
  if (intent === null || intent.kind === 'smallTalk') {
    if (topic && attribute && bare) return answerProcedure(context, { code: topic, attribute, page: 1 });
    if (intent === null || pickByWords(context.text, choices) !== null) return null;
    if (SAYS_LITTLE.has(intent.topic) && asksOn(context)) return null;
  }
  if (intent.kind === 'smallTalk') return answerSmallTalk(context, intent.topic);
  if (intent.kind === 'office') return answerOffice(context, intent.about);
  const progress = intent.kind === 'dossier' && intent.about === 'status' && (await answerProgress(context));
  if (progress) return progress;
  if (intent.kind === 'dossier') return answerDossier(context, intent.about);
  return answerLanguage(context, intent.locale);
}

/** Small talk that a question may look like without its marks: "còn chủ nhà không đồng ý thì sao". */
const SAYS_LITTLE: ReadonlySet<string> = new Set(['ok', 'empty']);
const WAITING: Intent = { kind: 'dossier', about: 'status' };

/** A choice named in words, unless the words are surely another procedure; else what the search decides. */
async function answerQuestion(context: Context): Promise<Turn> {
  const { text, session, lookups } = context;
  const { attribute, bare } = lookups.readAttribute(text);
  const named = pickByWords(text, session.choices);
  const topic = topicOf(context);
  const decision = topic ? await decideFollowUp(context, topic) : lookups.search(text);
  const elsewhere =
    decision.kind === 'answer' && !session.choices.some(({ send }) => send.includes(decision.code));
  if (named !== null && !(elsewhere && named.includes('thủ tục'))) return choose(context, named);
  if (decision.kind === 'answer') {
    const { code, alternatives } = decision;
    const answer = await answerProcedure(context, { code, alternatives, attribute, page: 1 });
    if (answer) return answer;
  }
  if (decision.kind === 'choices') {
    const [only] = decision.codes;
    const asked = await askBack(context, decision.codes, attribute, topic);
    const answer =
      asked ?? (only ? await answerProcedure(context, { code: only, attribute, page: 1 }) : null);
    if (answer) return answer;
  }
  const about = decision.kind === 'decline' ? decision.about : undefined;
  const untold = topic && !about ? await answerUntold(context, topic) : null;
  if (untold) return untold;
  if (!attribute || !bare) return decline(context, about);
  return askAgain(context, attribute) ?? declineWith(context, 'refusal.which');
}
