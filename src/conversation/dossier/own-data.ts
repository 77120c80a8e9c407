/** What is kept of a person: to be seen, forgotten and deleted at their word. */

import { blocksOf, listOf, notesOf } from '../block.js';
import { followedName } from '../following/offer.js';
import type { Deleted, Dossiers, Lookups } from '../lookups.js';
import { contactBlocks } from '../office/office.js';
import { writeCommand } from '../reading/command.js';
import { forgetCommand } from '../reading/details/own-data.js';
import type { DirectAct } from '../reading/direct.js';
import type { ReplyDraft } from '../reply.js';
import { openSession } from '../session.js';
import { type Context, say, type Turn } from '../turn.js';
import { labelOf } from '../wording/label.js';
import { momentText } from './standing.js';

/** What is kept is told, forgotten, deleted; null = nothing is kept here, or no digits are awaited that could be refused. */
export async function answerOwnData(
  context: Context,
  wanted: Extract<DirectAct, { kind: 'ownData' }>,
): Promise<Turn | null> {
  const { awaiting, confirming, asking } = context.session;
  const { dossiers, forgetPerson } = context.lookups;
  if (!forgetPerson) return null;
  switch (wanted.does) {
    case 'forgetSome':
      return wanted.codes.length > 0 ? forgetSome(context, wanted.codes) : askWhichToForget(context);
    case 'delete':
      return askToDelete(context);
    case 'deleteNow':
      return deleteAll(context, forgetPerson);
    case 'keep':
      return answer(context, { text: context.t('data.keptAll') });
    case 'forget':
      return forgetDossier(context);
    case 'refuse':
      return awaiting !== null && confirming === null && !asking ? forgetDossier(context) : null;
    case 'tell':
      return dossiers && tellData(context, dossiers);
  }
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
