/**
 * Following dossiers, procedures and fields of them, so as to be told before asking. Following is the agreement to be
 * told; one word takes it back.
 */
import { sameReceipt } from '../../dossiers/receipt-code/find.js';
import type { QuietHours } from '../../notifications/quiet-hours.js';
import { blocksOf } from '../block.js';
import { answerDossier } from '../dossier/codes.js';
import { answerFound, answerProgress, askDigits } from '../dossier/look-up.js';
import { momentText } from '../dossier/standing.js';
import type { Followed, Following } from '../lookups.js';
import { contactBlocks } from '../office/office.js';
import { writeCommand } from '../reading/command.js';
import type { DossierCode } from '../reading/details/dossier-codes.js';
import type { FollowRequest, FollowTarget } from '../reading/details/follow.js';
import type { DirectAct } from '../reading/direct.js';
import { replyOf } from '../reply.js';
import { type Context, say, type Turn, withChoices } from '../turn.js';
import { answerFollowers, removeFollower } from './holder.js';
import { answerFollowed, unfollowBy } from './list.js';
import { followedName, linkBlocks } from './offer.js';
import { answerPhone } from './phone.js';
import { findField, findProcedureTarget } from './target.js';

type Asked = Extract<DirectAct, { kind: 'following' }>;

/** Everything about following; null = nobody is told anything from here. */
export async function answerFollowing(context: Context, asked: Asked): Promise<Turn | null> {
  const { following, isPublic } = context.lookups;
  const { request } = asked;
  if (following) return answerRequest(context, following, asked);
  const isOurs = isPublic === true && request.kind !== 'stop';
  return isOurs ? say(context, { text: context.t('follow.inGroup') }, { kind: 'dossier' }) : null;
}

async function answerRequest(
  context: Context,
  following: Following,
  { request, codes }: Asked,
): Promise<Turn> {
  switch (request.kind) {
    case 'token':
      return followByToken(context, following, request.token);
    case 'follow':
      return followTarget(context, following, request.target, codes);
    case 'unfollow':
      return unfollowBy(context, following, request.target);
    case 'stop':
      return request.sure ? stopAll(context, following) : stopWhatever(context, following);
    case 'list':
      return answerFollowed(context, following);
    case 'followers':
      return answerFollowers(context, following);
    case 'remove':
      return removeFollower(context, following, request);
    case 'quiet':
      return setQuiet(context, following, request.asked);
    case 'verify':
      return answerVerify(context, following, request.code);
    case 'phone':
    case 'phoneOff':
      return answerPhone(context, following, request);
  }
}

/** Following, asked about in other words; null = nobody is told anything from here. */
export async function answerAboutFollowing(context: Context): Promise<Turn | null> {
  const { following } = context.lookups;
  return following ? followTarget(context, following, null, []) : null;
}

async function followTarget(
  context: Context,
  following: Following,
  asked: FollowTarget | null,
  codes: readonly DossierCode[],
): Promise<Turn> {
  const { t, session } = context;
  if (asked === null && !session.opened) return answerAbout(context, following);
  if (asked === null || asked.kind === 'dossier')
    return followDossier(context, following, asked?.code ?? null, codes);
  if (!following.canNotify) return say(context, { text: t('follow.notHere') }, { kind: 'dossier' });
  const { target, choices } =
    asked.kind === 'procedure' ? await findProcedureTarget(context, asked) : await findField(context, asked);
  if (target !== null) return follow(context, following, asked.kind, target);
  const key = choices.length > 0 ? 'which' : 'unknown';
  return say(context, withChoices(t(`follow.${key}.${asked.kind}`), choices), { kind: 'dossier' });
}

/** What can be followed, and how. */
function answerAbout(context: Context, { canNotify }: Following): Turn {
  const { t, session } = context;
  const { topic } = session;
  const send = topic && writeCommand({ kind: 'follow', target: { kind: 'procedure', code: topic } });
  const choices = send && canNotify ? [{ label: t('follow.choice.procedure'), send }] : [];
  return say(context, withChoices(t(canNotify ? 'follow.about' : 'follow.notHere'), choices), {
    kind: 'dossier',
  });
}

/** Only a dossier that is open is followed; another is opened first. */
async function followDossier(
  context: Context,
  following: Following,
  code: string | null,
  codes: readonly DossierCode[],
): Promise<Turn> {
  const { t, session } = context;
  const { opened } = session;
  if (opened && (code === null || code === opened.code || sameReceipt(code, opened.code))) {
    if (following.canNotify) return follow(context, following, 'dossier', opened.code);
    const links = await linkBlocks(context, following, { code: opened.code });
    const blocks = links.length > 0 ? links : blocksOf([t('follow.notHere')]);
    return say(context, { blocks }, { kind: 'dossier', receipt: opened.code });
  }
  const opening = code === null ? await answerProgress(context) : await answerFound(context, codes);
  const turn = opening ?? (await answerDossier(context, 'status'));
  const isHeld = code === null ? opening !== null : turn.session.awaiting !== null;
  return isHeld ? { ...turn, replies: [replyOf({ text: t('follow.openFirst') }), ...turn.replies] } : turn;
}

async function follow(
  context: Context,
  following: Following,
  kind: Followed['kind'],
  target: string,
): Promise<Turn> {
  const { t } = context;
  if (!(await following.follow(kind, target))) return answerFollowed(context, following, t('follow.tooMany'));
  return followed(context, following, kind, target);
}

async function followed(
  context: Context,
  following: Following,
  kind: Followed['kind'],
  target: string,
): Promise<Turn> {
  const { t, session } = context;
  await following.setLocale(session.locale);
  const what = await followedName(context, { kind, target });
  const byPhone = kind === 'dossier' && following.phone ? [t('follow.phone.offer')] : [];
  const text = [t(`follow.done.${kind}`, { what }), t('follow.terms'), ...byPhone].join('\n');
  return say(context, { text }, kind === 'dossier' ? { kind, receipt: target } : { kind: 'dossier' });
}

/**
 * Names the dossier by its code alone: who scanned a receipt has shown nothing else. The last digits are asked for, to
 * see it at once.
 */
async function followByToken(context: Context, following: Following, token: string): Promise<Turn> {
  const { t, lookups, now } = context;
  const code = following.canNotify
    ? await following.followByToken(token)
    : ((await lookups.dossiers?.codeOfToken(token, now)) ?? null);
  if (code === null) return say(context, { text: t('follow.token.unknown') }, { kind: 'dossier' });
  const told = following.canNotify
    ? await followed(context, following, 'dossier', code)
    : await linksOfToken(context, following, { token, code });
  if (!lookups.dossiers || context.session.opened?.code === code) return told;
  const asked = await askDigits(context, lookups.dossiers, code, { lines: [], hasReceipt: true });
  return { ...asked, replies: [...told.replies, ...asked.replies] };
}

async function linksOfToken(
  context: Context,
  following: Following,
  { token, code }: { token: string; code: string },
): Promise<Turn> {
  const { t } = context;
  const links = await linkBlocks(context, following, { token });
  const told = links.length > 0 ? links : blocksOf([t('follow.notHere')]);
  const blocks = [...blocksOf([t('follow.what.dossier', { code })]), ...told];
  return say(context, { blocks }, { kind: 'dossier', receipt: code });
}

/** Takes the agreement back, at once and without a question. */
async function stopAll(context: Context, following: Following): Promise<Turn> {
  const { t } = context;
  const number = await following.unfollowAll();
  const text = number > 0 ? t('follow.stopped.all', { number }) : t('follow.stopped.none');
  return say(context, { text: [text, t('follow.again')].join(' '), choices: [] }, { kind: 'dossier' });
}

/** "Dừng" ends what is going on: a question for the desk, a look-up, else everything that is followed. */
async function stopWhatever(context: Context, following: Following): Promise<Turn> {
  const { t, session } = context;
  // Who has just scanned a receipt speaks of the following.
  const isLookingUp = session.awaiting !== null && !session.awaiting.hasReceipt;
  const isLeaving = session.asking || session.draft !== null;
  const isBusy = isLeaving || isLookingUp || session.confirming !== null;
  if (!isBusy) return stopAll(context, following);
  const { length: number } = await following.list();
  const still = number > 0 ? [t('follow.still', { number })] : [];
  const ended = t(isLeaving ? 'desk.cancelled' : 'data.forgotten');
  const forget = session.awaiting ? { forget: 'dossiers' as const } : {};
  const reply = { text: [ended, ...still].join(' '), choices: [], ...forget };
  return say(
    context,
    reply,
    { kind: 'dossier' },
    { awaiting: null, dossiers: session.dossiers.filter(({ open }) => open) },
  );
}

async function setQuiet(
  context: Context,
  following: Following,
  asked: Extract<FollowRequest, { kind: 'quiet' }>['asked'],
): Promise<Turn> {
  const { t } = context;
  if (!following.canNotify) return say(context, { text: t('follow.notHere') }, { kind: 'dossier' });
  if (asked === 'unclear') return say(context, { text: t('follow.quiet.ask') }, { kind: 'dossier' });
  await following.setQuietHours(asked.hours);
  return say(context, { text: quietText(context, asked.hours) }, { kind: 'dossier' });
}

function quietText({ t }: Context, hours: QuietHours | null): string {
  if (hours === null) return t('follow.quiet.usual');
  if (hours.from === hours.until) return t('follow.quiet.never');
  return t('follow.quiet.set', { from: clockText(hours.from), until: clockText(hours.until) });
}

function clockText(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** Whether a notice came from here, and what is never asked for. Every code that is none gets the same words. */
async function answerVerify(context: Context, following: Following, code: string | null): Promise<Turn> {
  const { t } = context;
  const first = code === null ? t('follow.verify.ask') : await verdict(context, following, code);
  const blocks = blocksOf([first, t('follow.verify.never'), ...(await contactBlocks(context))]);
  return say(context, { blocks }, { kind: 'scam' });
}

async function verdict({ t }: Context, following: Following, code: string): Promise<string> {
  const notice = await following.verify(code);
  if (notice === null) return t('follow.verify.unknown');
  if (notice.at === null) return t('follow.verify.notSent', { code });
  const key = notice.toYou ? 'yours' : 'others';
  return t(`follow.verify.${key}`, { code, ...momentText(notice.at) });
}
