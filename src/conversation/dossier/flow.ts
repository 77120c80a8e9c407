/** Dossiers already handed in, and the one that is open: what is asked decides what is told. */

import { answerAboutFollowing } from '../following/following.js';
import type { DossierAbout } from '../reading/acts.js';
import { type Context, say, type Turn } from '../turn.js';
import { answerDossier } from './codes.js';
import { answerProgress } from './look-up.js';
import { tellOpened } from './opened.js';
import { answerMeaning, askMeaning } from './returned.js';

/** What is told about dossiers at all; the open one tells for itself. */
export async function answerAboutDossier(context: Context, about: DossierAbout): Promise<Turn> {
  const opened = context.session.opened !== null;
  const progress = async () => (await answerProgress(context)) ?? answerDossier(context, 'status');
  switch (about) {
    case 'code':
    case 'lost':
    case 'meaning':
      return answerDossier(context, about);
    case 'returned':
      return opened ? progress() : askMeaning(context);
    case 'withdraw':
      return answerMeaning(context, 'withdrawal');
    case 'follow':
      return (await answerAboutFollowing(context)) ?? progress();
    case 'seen':
    case 'why':
      return (await tellOpened(context, about)) ?? progress();
    case 'data':
    case 'delete':
    case 'forget':
      return say(context, { text: context.t('dossier.data') }, { kind: 'dossier' });
    default:
      return progress();
  }
}
