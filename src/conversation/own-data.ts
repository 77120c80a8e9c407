/** What the conversation remembers of a person: to be seen, forgotten and deleted at their word. */
import { FILLER, NO, YES } from './cues.js';
import { followedName } from './follow-offer.js';
import { momentText } from './holder-view.js';
import { labelOf } from './label.js';
import { DATA, DELETE, DELETE_COMMAND, DELETE_NOW_COMMAND, FORGET, KEEP_COMMAND } from './lookup-cues.js';
import type { Dossiers } from './lookups.js';
import { openSession } from './session.js';
import { type Context, say, type Turn } from './turn.js';
import { coveredBy, phrasePattern, plainLine } from './words.js';

const forget = phrasePattern(FORGET);
const data = phrasePattern(DATA);
const erase = phrasePattern(DELETE);
const eraseNow = phrasePattern(DELETE_NOW_COMMAND);
const keep = phrasePattern(KEEP_COMMAND);
const yes = phrasePattern(YES);
const no = phrasePattern(NO);
const filler = phrasePattern(FILLER);

/** "Quên hồ sơ này", "xem dữ liệu của tôi", "xóa dữ liệu của tôi"; null = something else, or nothing is remembered. */
export async function answerOwnData(context: Context): Promise<Turn | null> {
  const { lookups, session } = context;
  const { dossiers } = lookups;
  if (!dossiers) return null;
  const line = plainLine(context.text);
  const is = (phrases: RegExp) => line.search(phrases) >= 0 && coveredBy(line, phrases, filler);
  const asked = session.choices.some(({ send }) => send === DELETE_NOW_COMMAND);
  if (is(eraseNow) || (asked && coveredBy(line, yes))) return deleteAll(context, dossiers);
  if (is(keep) || (asked && coveredBy(line, no))) return answer(context, context.t('data.keptAll'));
  if (is(erase)) return askToDelete(context);
  if (is(forget)) return forgetDossier(context, dossiers);
  return is(data) ? tellData(context, dossiers) : null;
}

function answer(context: Context, text: string, changes: Parameters<typeof say>[3] = {}): Turn {
  return say(context, { text, choices: [] }, {}, changes);
}

async function forgetDossier(context: Context, dossiers: Dossiers): Promise<Turn> {
  const { awaiting, opened } = context.session;
  for (const one of [awaiting, opened]) if (one) await dossiers.forget(one.code);
  const text = context.t(awaiting || opened ? 'data.forgotten' : 'data.nothingOpen');
  return answer(context, text, { awaiting: null, opened: null });
}

function askToDelete(context: Context): Turn {
  const { t } = context;
  const choices = [
    { label: t('data.choice.delete'), send: DELETE_NOW_COMMAND },
    { label: t('data.choice.keep'), send: KEEP_COMMAND },
  ];
  return say(context, { text: t('data.deleteAsk'), choices }, {});
}

async function deleteAll(context: Context, dossiers: Dossiers): Promise<Turn> {
  const { t, session, lookups } = context;
  const { locale, questions } = session;
  const left = questions.length > 0 ? [t('data.questionsStay', { codes: questions.join(', ') })] : [];
  const followed = (await lookups.following?.unfollowAll()) ?? 0;
  await lookups.following?.setQuietHours(null);
  await dossiers.forget(null);
  const stopped = followed > 0 ? [t('data.unfollowed', { number: followed })] : [];
  const text = [t('data.deleted'), ...stopped, ...left, t('data.byLaw', { days: dossiers.keptDays })].join(
    '\n',
  );
  return answer(context, text, { ...openSession(null), locale });
}

async function tellData(context: Context, dossiers: Dossiers): Promise<Turn> {
  const { t, session, lookups } = context;
  const { topic, opened, awaiting, questions } = session;
  const procedure = topic === null ? null : await lookups.procedure(topic);
  const followed = (await lookups.following?.list()) ?? [];
  const names = await Promise.all(followed.map((one) => followedName(context, one)));
  const phone = (await lookups.following?.phone?.kept()) ?? null;
  const openings = await dossiers.openings();
  const entries = [
    t('data.language'),
    ...(procedure ? [t('data.topic', { name: labelOf(procedure, session.locale) })] : []),
    ...(opened ? [t('data.opened', { code: opened.code, ...momentText(new Date(opened.until)) })] : []),
    ...(awaiting
      ? [t('data.awaiting', { code: awaiting.code, ...momentText(new Date(awaiting.until)) })]
      : []),
    ...(openings > 0 ? [t('data.openings', { number: openings })] : []),
    ...(questions.length > 0 ? [t('data.questions', { codes: questions.join(', ') })] : []),
    ...(names.length > 0 ? [t('data.following', { what: names.join('; ') })] : []),
    ...(phone ? [t('data.phone', { last: phone.slice(-3) })] : []),
  ];
  const lines = [t('data.intro'), ...entries.map((entry) => `• ${entry}`)];
  const text = [...lines, t('data.messages'), t('data.byLaw', { days: dossiers.keptDays })].join('\n');
  const choices = [{ label: t('data.choice.deleteMine'), send: DELETE_COMMAND }];
  return say(context, { text, choices }, {});
}
