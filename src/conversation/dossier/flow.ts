/** Dossiers already handed in, and the one that is open: what is asked decides what is told. */

import { sameReceipt } from '../../dossiers/receipt-code/find.js';
import { type Block, blocksOf } from '../block.js';
import { answerAboutFollowing } from '../following/following.js';
import type { Act, DossierAbout, OpenedAbout } from '../reading/acts.js';
import { dossierCodesIn } from '../reading/details/dossier-codes.js';
import { othersOf, type Session } from '../session.js';
import { type Context, say, type Turn } from '../turn.js';
import { answerDossier } from './codes.js';
import { answerFound, answerProgress } from './look-up.js';
import { answerOpened, tellOpened } from './opened.js';
import { answerMeaning, askMeaning } from './returned.js';
import { shortName } from './standing.js';

/** What is told about dossiers at all; the open one tells for itself. */
export async function answerAboutDossier(context: Context, about: DossierAbout): Promise<Turn> {
  const { session, t } = context;
  const isOpen = session.opened !== null;
  const progress = async () => (await answerProgress(context)) ?? answerDossier(context, 'status');
  const ofOpen = OF_OPEN[about];
  if (isOpen && ofOpen) return (await answerOpened(context, ofOpen)) ?? progress();
  switch (about) {
    case 'code':
    case 'lost':
    case 'meaning':
    case 'collect':
    case 'others':
    case 'partial':
      return answerDossier(context, about);
    case 'another':
      return (await answerAnother(context)) ?? progress();
    case 'fine':
      return answerDossier(context, 'lost');
    case 'returned':
      return askMeaning(context);
    case 'withdraw':
      return answerMeaning(context, 'withdrawal');
    case 'follow':
      return (await answerAboutFollowing(context)) ?? progress();
    case 'seen':
    case 'why':
      return (await tellOpened(context, about)) ?? progress();
    case 'kept':
      return say(context, { text: t('data.kept') }, { kind: 'dossier' });
    case 'data':
    case 'delete':
    case 'forget':
      return say(context, { text: t('dossier.data') }, { kind: 'dossier' });
    default:
      return progress();
  }
}

/** What is asked of dossiers at all, asked of the one that is open. */
const OF_OPEN: Readonly<Partial<Record<DossierAbout, OpenedAbout>>> = {
  collect: 'collect',
  returned: 'why',
  withdraw: 'withdraw',
};

/** Another of the dossiers named of late: shown where it is open too, else its digits are asked for; null = there is none. */
async function answerAnother(context: Context): Promise<Turn | null> {
  const others = othersOf(context.session);
  const [only] = others;
  if (!only) return null;
  if (others.length === 1) return turnTo(context, only.code);
  return askWhich(context, [...others].reverse());
}

/** Which of several, with what each is about where it was opened. */
async function askWhich(context: Context, named: Session['dossiers']): Promise<Turn> {
  const { t, lookups } = context;
  const choices = await Promise.all(
    named.map(async ({ code, procedures: [first] }) => {
      const known = first === undefined ? null : await lookups.procedure(first);
      return { label: known ? `${code} · ${shortName(known.displayName)}` : code, send: code };
    }),
  );
  return say(context, { text: t('lookup.whichOne'), choices }, { kind: 'dossier' });
}

/** The dossiers a message points at: one is turned to, of several each is told, of none it is asked which. */
export async function answerWhich(
  context: Context,
  { codes, what }: Extract<Act, { kind: 'which' }>,
): Promise<Turn | null> {
  const { session } = context;
  const asked = what === 'forget' ? null : what;
  const [only] = codes;
  if (only !== undefined && codes.length === 1) return turnTo(context, only, asked);
  const named = [...session.dossiers].reverse();
  if (codes.length > 1)
    return tellEach(
      context,
      named.filter(({ code }) => codes.includes(code)),
      asked,
    );
  return askWhich(context, named);
}

async function tellEach(
  context: Context,
  named: Session['dossiers'],
  about: OpenedAbout | null,
): Promise<Turn | null> {
  const { session, t } = context;
  const parts: Block[] = [];
  for (const { code, until } of named.filter(({ open }) => open)) {
    const turned = { ...context, session: { ...session, opened: { code, until }, awaiting: null } };
    // Whether several can be collected at once depends on where each stands.
    const turn = await answerOpened(turned, about === null || about === 'collect' ? 'status' : about);
    parts.push(...(turn?.replies ?? []).flatMap(({ blocks }) => blocks));
  }
  const shut = named.filter(({ open }) => !open);
  const [next] = shut;
  if (next)
    parts.push(...blocksOf([t('lookup.stillShut', { code: shut.map(({ code }) => code).join(', ') })]));
  const awaiting = session.awaiting ?? (next ? { code: next.code, until: next.until } : null);
  const receipt = session.opened?.code ?? next?.code ?? null;
  return say(context, { blocks: parts }, { kind: 'dossier', receipt }, { awaiting });
}

/** A dossier named before, by its code; asked what: of one that is open. */
export async function turnTo(
  context: Context,
  code: string,
  about: OpenedAbout | null = null,
): Promise<Turn> {
  const { session, today } = context;
  const known = session.dossiers.find((one) => sameReceipt(one.code, code));
  if (known?.open) {
    const opened = { code: known.code, until: known.until };
    const turned = { ...context, session: { ...session, opened, awaiting: null } };
    const turn = about === null ? await answerProgress(turned) : await answerOpened(turned, about);
    if (turn) return { ...turn, session: { ...turn.session, opened: turn.session.opened ?? opened } };
  }
  return answerFound(context, dossierCodesIn(code, today));
}
