/** Who follows a dossier: whoever has opened it sees and removes them. */

import { blocksOf, listOf } from '../block.js';
import { answerProgress } from '../dossier/look-up.js';
import { momentText } from '../dossier/standing.js';
import type { Following } from '../lookups.js';
import { writeCommand } from '../reading/command.js';
import { type Context, say, type Turn } from '../turn.js';
import { channelName } from '../wording/label.js';

type Follower = Awaited<ReturnType<Following['followers']>>[number];

/** Who follows the dossier that is open, with a choice to remove each; the way to open one where none is. */
export async function answerFollowers(context: Context, following: Following, intro?: string): Promise<Turn> {
  const { t, session } = context;
  const { opened } = session;
  if (!opened) {
    const turn = await answerProgress(context);
    return turn ?? say(context, { text: t('dossier.status') }, { kind: 'dossier' });
  }
  const { code } = opened;
  const followers = await following.followers(code);
  const lines = followers.map((follower) => {
    const how = t(follower.byReceipt ? 'follow.by.receipt' : 'follow.by.digits');
    const you = follower.isYou ? ` ${t('follow.isYou')}` : '';
    const channel = channelName(t, follower.channel);
    return `${t('follow.followers.one', { channel, how, ...momentText(follower.since) })}${you}`;
  });
  const choices = followers.map((follower, i) => ({
    label: t('follow.choice.remove', { number: i + 1 }),
    send: writeCommand({ kind: 'removeFollower', number: i + 1, since: stampOf(follower) }),
  }));
  const told = listOf(t('follow.followers', { code }), lines, { ordered: true });
  const none = followers.length === 0 ? [t('follow.followers.none', { code })] : [];
  const blocks = blocksOf([...(intro ? [intro] : []), ...none, ...told]);
  return say(context, { blocks, choices: choices.slice(0, MAX_CHOICES) }, { kind: 'dossier', receipt: code });
}

/** A session keeps no more choices. */
const MAX_CHOICES = 20;

/** Removes a follower, and shows who is left. A choice of an older list removes nobody but whom it named. */
export async function removeFollower(
  context: Context,
  following: Following,
  { number, since }: { number: number; since: string | null },
): Promise<Turn> {
  const { t, session } = context;
  if (!session.opened) return answerFollowers(context, following);
  const { code } = session.opened;
  const follower = (await following.followers(code))[number - 1];
  const isMeant = follower !== undefined && (since === null || since === stampOf(follower));
  const isGone = isMeant && (await following.removeFollower(code, number));
  return answerFollowers(
    context,
    following,
    t(isGone ? 'follow.followers.removed' : 'follow.followers.noSuch'),
  );
}

function stampOf({ since }: Follower): string {
  const { date, time } = momentText(since);
  return `${time} ${date}`;
}
