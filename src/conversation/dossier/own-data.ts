/** What is kept of a person: to be seen, forgotten and deleted at their word. */

import { blocksOf, listOf, notesOf } from '../block.js';
import { followedName } from '../following/offer.js';
import type { Deleted, Dossiers, Lookups } from '../lookups.js';
import { contactBlocks } from '../office/office.js';
import { type Act, type DossierAbout, findAct } from '../reading/acts.js';
import { writeCommand } from '../reading/command.js';
import type { ReplyDraft } from '../reply.js';
import { sayings } from '../sayings.js';
import { openSession } from '../session.js';
import { type Context, say, type Turn } from '../turn.js';
import { labelOf } from '../wording/label.js';
import { coveredBy, phrasePattern, plainLine } from '../words.js';
import { momentText } from './standing.js';

const forget = phrasePattern(sayings('forget'));
const refuse = phrasePattern(sayings('refuse', 'disagree'));
const data = phrasePattern(sayings('data'));
const erase = phrasePattern(sayings('delete'));
const eraseNow = phrasePattern(writeCommand({ kind: 'deleteNow' }));
const keep = phrasePattern(writeCommand({ kind: 'keepData' }));
const yes = phrasePattern(sayings('yes'));
const no = phrasePattern(sayings('no'));
const filler = phrasePattern(sayings('filler'));

/** "Số của ba tôi được không" refuses nothing. */
const QUESTION = / duoc (?:khong|hong)(?: \S+)? $/;

/** "Quên hồ sơ này", "xem dữ liệu của tôi", "xóa dữ liệu của tôi"; null = something else, or nothing is kept here. */
export async function answerOwnData(context: Context, act: Act): Promise<Turn | null> {
  const { lookups, session } = context;
  const { dossiers, forgetPerson } = lookups;
  if (!forgetPerson) return null;
  const line = plainLine(context.text);
  const is = (phrases: RegExp) => line.search(phrases) >= 0 && coveredBy(line, phrases, filler);
  const asked = session.choices.some(({ send }) => send === writeCommand({ kind: 'deleteNow' }));
  const wants = (about: DossierAbout) => act.kind === 'dossier' && act.about === about;
  const which = findAct(context.reading.acts, 'which');
  if (which?.what === 'forget' && which.codes.length === 0) return askWhichToForget(context);
  const isChosen = (code: string) => session.choices.some(({ send }) => send === forgetCommand(code));
  if (which && which.codes.length > 0 && (which.what === 'forget' || which.codes.every(isChosen)))
    return forgetSome(context, which.codes);
  // "Rút lại đồng ý" is no yes.
  if (is(erase) || wants('delete')) return askToDelete(context);
  if (is(eraseNow) || (asked && (act.kind === 'affirm' || coveredBy(line, yes))))
    return deleteAll(context, forgetPerson);
  if (is(keep) || (asked && (act.kind === 'deny' || coveredBy(line, no))))
    return answer(context, { text: context.t('data.keptAll') });
  const isAsked = session.awaiting !== null && session.confirming === null && !session.asking;
  // "Khong ba mot khong" is four digits.
  const refuses =
    act.kind !== 'digits' &&
    !QUESTION.test(line) &&
    (act.kind === 'deny' || (act.kind === 'awaited' && act.about === 'refuse') || is(refuse));
  if (is(forget) || wants('forget') || (isAsked && refuses)) return forgetDossier(context);
  return dossiers && (is(data) || wants('data')) ? tellData(context, dossiers) : null;
}

function answer(context: Context, reply: ReplyDraft, changes: Parameters<typeof say>[3] = {}): Turn {
  return say(context, { ...reply, choices: [] }, { kind: 'dossier' }, changes);
}

/** Who ends a look-up before agreeing to it is told how else to learn where the dossier stands. */
async function forgetDossier(context: Context): Promise<Turn> {
  const { t, session, lookups } = context;
  const { awaiting, opened, consentAt } = session;
  const codes = new Set(
    [awaiting, opened, ...session.dossiers.filter(({ open }) => open)].flatMap((one) => one?.code ?? []),
  );
  for (const code of codes) await lookups.dossiers?.forget(code);
  const refused =
    awaiting && consentAt === null ? [t('lookup.refused'), ...(await contactBlocks(context))] : [];
  const said = awaiting || opened ? [t('data.forgotten'), ...refused] : [t('data.nothingOpen')];
  const reply = { blocks: blocksOf(said), forget: 'dossiers' as const };
  return answer(context, reply, { awaiting: null, opened: null, dossiers: [] });
}

function askWhichToForget(context: Context): Turn {
  const choices = context.session.dossiers.map(({ code }) => ({ label: code, send: forgetCommand(code) }));
  return say(
    context,
    { text: context.t('data.whichForget'), choices: choices.reverse() },
    { kind: 'dossier' },
  );
}

/** What a choice to forget one of several sends. */
function forgetCommand(code: string): string {
  return `quên ${code}`;
}

/** Only these; the others stay open. */
async function forgetSome(context: Context, codes: readonly string[]): Promise<Turn> {
  const { t, session, lookups } = context;
  for (const code of codes) await lookups.dossiers?.forget(code);
  const isLeft = (one: { code: string } | null) => one !== null && !codes.includes(one.code);
  const dossiers = session.dossiers.filter(isLeft);
  const next = dossiers.find(({ open }) => open);
  const text = [
    t('data.forgottenSome', { codes: codes.join(', ') }),
    ...(dossiers.length > 0
      ? [t('data.stillNamed', { codes: dossiers.map(({ code }) => code).join(', ') })]
      : []),
  ].join(' ');
  const opened = next ? { code: next.code, until: next.until } : null;
  return answer(
    context,
    { text, forget: 'dossiers' },
    {
      dossiers,
      opened: isLeft(session.opened) ? session.opened : opened,
      awaiting: isLeft(session.awaiting) ? session.awaiting : null,
    },
  );
}

function askToDelete(context: Context): Turn {
  const { t } = context;
  const choices = [
    { label: t('data.choice.delete'), send: writeCommand({ kind: 'deleteNow' }) },
    { label: t('data.choice.keep'), send: writeCommand({ kind: 'keepData' }) },
  ];
  return say(context, { text: t('data.deleteAsk'), choices }, { kind: 'dossier' });
}

async function deleteAll(
  context: Context,
  forgetPerson: NonNullable<Lookups['forgetPerson']>,
): Promise<Turn> {
  const text = [context.t('data.deleted'), ...deletedLines(context, await forgetPerson())].join('\n');
  const session = { ...openSession(null), locale: context.session.locale };
  return { ...answer({ ...context, session }, { text, forget: 'all' }), ended: true };
}

/** What was deleted, what stays and why, and what of it is not ours to delete. */
function deletedLines({ t, lookups }: Context, { questions, followed, phone }: Deleted): string[] {
  const { dossiers } = lookups;
  return [
    ...(questions > 0 ? [t('data.deleted.questions', { number: questions })] : []),
    ...(followed > 0 ? [t('data.deleted.followed', { number: followed })] : []),
    ...(phone ? [t('data.deleted.phone')] : []),
    t('data.deleted.where'),
    dossiers ? t('data.byLaw', { days: dossiers.keptDays }) : t('data.byLaw.public'),
  ];
}

async function tellData(context: Context, dossiers: Dossiers): Promise<Turn> {
  const { t, session, lookups } = context;
  const { topic, opened, awaiting, questions, consentAt } = session;
  const procedure = topic === null ? null : await lookups.procedure(topic);
  const followed = (await lookups.following?.list()) ?? [];
  const names = await Promise.all(followed.map((one) => followedName(context, one)));
  const phone = (await lookups.following?.phone?.kept()) ?? null;
  const openings = await dossiers.openings();
  const others = session.dossiers
    .map(({ code }) => code)
    .filter((code) => code !== opened?.code && code !== awaiting?.code);
  const entries = [
    t('data.language'),
    ...(procedure ? [t('data.topic', { name: labelOf(procedure, session.locale) })] : []),
    ...(consentAt ? [t('data.consent', momentText(new Date(consentAt)))] : []),
    ...(opened ? [t('data.opened', { code: opened.code, ...momentText(new Date(opened.until)) })] : []),
    ...(awaiting
      ? [t('data.awaiting', { code: awaiting.code, ...momentText(new Date(awaiting.until)) })]
      : []),
    ...(others.length > 0 ? [t('data.named', { codes: others.join(', ') })] : []),
    ...(openings > 0 ? [t('data.openings', { number: openings })] : []),
    ...(questions.length > 0 ? [t('data.questions', { codes: questions.join(', ') })] : []),
    ...(names.length > 0 ? [t('data.following', { what: names.join('; ') })] : []),
    ...(phone ? [t('data.phone', { last: phone.slice(-3) })] : []),
  ];
  const notes = [t('data.messages'), t('data.byLaw', { days: dossiers.keptDays })];
  const blocks = [...listOf(t('data.intro'), entries), ...notesOf(notes)];
  const choices = [{ label: t('data.choice.deleteMine'), send: writeCommand({ kind: 'deleteData' }) }];
  return say(
    context,
    { blocks, choices },
    { kind: 'dossier', receipt: opened?.code ?? awaiting?.code ?? null },
  );
}
