/** Dossiers already handed in, and the one that is open: what is asked decides what is told. */

import { sameReceipt } from '../../dossiers/receipt-code/find.js';
import { answerAboutFollowing } from '../following/following.js';
import type { DossierAbout, OpenedAbout } from '../reading/acts.js';
import { othersOf } from '../session.js';
import { type Context, say, type Turn } from '../turn.js';
import { answerDossier, dossierCodesIn } from './codes.js';
import { answerFound, answerProgress } from './look-up.js';
import { answerOpened, tellOpened } from './opened.js';
import { answerMeaning, askMeaning } from './returned.js';

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
  const { session, t } = context;
  const others = othersOf(session);
  const [only] = others;
  if (!only) return null;
  if (others.length === 1) return turnTo(context, only.code);
  const choices = others.map(({ code }) => ({ label: code, send: code }));
  return say(context, { text: t('lookup.whichOne'), choices }, { kind: 'dossier' });
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
  const codes = dossierCodesIn(code, today);
  return answerFound({ ...context, text: code }, codes);
}
