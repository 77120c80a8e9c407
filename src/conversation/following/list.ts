/** What somebody follows: shown, and ended one by one. */

import { sameReceipt } from '../../dossiers/receipt-code/find.js';
import { fold } from '../../search/fold.js';
import { vietnamDate } from '../../time/clock.js';
import { listOf, notesOf } from '../block.js';
import type { Followed, Following } from '../lookups.js';
import type { Choice } from '../message.js';
import { type Target, writeCommand } from '../reading/command.js';
import type { FollowTarget } from '../reading/details/follow.js';
import { type Context, say, type Turn } from '../turn.js';
import { dateText } from '../wording/facts.js';
import { shorten } from '../wording/page.js';
import { followedName } from './offer.js';

/** More than this are not shown at once: those that are stopped make room. */
const MAX_SHOWN = 12;
const MAX_LABEL = 90;
/** So much of a field's name fits into what a button sends. */
const MAX_NAME = 36;

/** What is followed, with a choice to stop each. `intro`: what is said before the list. */
export async function answerFollowed(context: Context, following: Following, intro?: string): Promise<Turn> {
  const { t } = context;
  const followed = await following.list();
  if (followed.length === 0) {
    const text = [t('follow.list.none'), t(following.canNotify ? 'follow.about' : 'follow.notHere')].join(
      ' ',
    );
    return say(context, { text }, { kind: 'dossier' });
  }
  const shown = await Promise.all(
    followed.slice(0, MAX_SHOWN).map(async (one) => ({ one, what: await followedName(context, one) })),
  );
  const lines = shown.map(({ one, what }) => {
    return t('follow.list.one', { what, date: dateText(vietnamDate(one.since)) });
  });
  const more = followed.length - shown.length;
  const rest = more > 0 ? [t('follow.list.more', { number: more })] : [];
  const choices: Choice[] = shown.map(({ one, what }) => ({
    label: shorten(t('follow.choice.stop', { what }), MAX_LABEL),
    send: writeCommand({ kind: 'unfollow', target: commandTarget(one) }),
  }));
  if (followed.length > 1)
    choices.push({ label: t('follow.choice.all'), send: writeCommand({ kind: 'stopTelling' }) });
  return say(
    context,
    { blocks: [...listOf(intro ?? t('follow.list'), lines), ...notesOf(rest)], choices },
    { kind: 'dossier' },
  );
}

/** Stops following one thing; which one is asked where it is not said. */
export async function unfollowBy(
  context: Context,
  following: Following,
  asked: FollowTarget | null,
): Promise<Turn> {
  const { t } = context;
  const followed = await following.list();
  const fitting = asked === null ? followed : followed.filter((one) => fits(context, one, asked));
  const [only] = fitting;
  if (!only) return answerFollowed(context, following, t('follow.notFollowed'));
  if (fitting.length > 1) return answerFollowed(context, following, t('follow.which'));
  await following.unfollow(only.kind, only.target);
  const what = await followedName(context, only);
  return say(context, { text: t('follow.stopped', { what }), choices: [] }, { kind: 'dossier' });
}

/** Whether something followed may be what is asked; where nothing is spoken of, anything of its kind may. */
function fits({ session }: Context, { kind, target }: Followed, asked: FollowTarget): boolean {
  if (kind !== asked.kind) return false;
  if (asked.kind === 'dossier') {
    const code = asked.code ?? session.opened?.code;
    return code === undefined || code === target || sameReceipt(code, target);
  }
  if (asked.name !== null) return plain(target).startsWith(plain(asked.name));
  const code = asked.kind === 'procedure' ? (asked.code ?? session.topic) : null;
  return code === null || code === target;
}

/** Short enough for a button: of a long name as much as fits. */
function commandTarget({ kind, target }: Followed): Target {
  return kind === 'field' ? { kind, name: plain(target).slice(0, MAX_NAME).trim() } : { kind, code: target };
}

/** In letters and digits without marks, one byte each. */
function plain(text: string): string {
  return (fold(text).match(/[a-z\d]+/g) ?? []).join(' ');
}
