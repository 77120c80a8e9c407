/** What following is, offered where a dossier has just been opened. Tapping is the agreement to be told. */

import { type Block, blocksOf, type Link, listOf, notesOf } from '../block.js';
import type { Followed, Following } from '../lookups.js';
import type { Choice, FollowWay } from '../message.js';
import { writeCommand } from '../reading/command.js';
import type { Context } from '../turn.js';
import { labelOf } from '../wording/label.js';

/**
 * What stands under an open dossier, and choices beside its own; all [] = nothing can be told from here or elsewhere.
 * `links`: what `ways` are told by.
 */
export type FollowOffer = { ways: FollowWay[]; links: Block[]; blocks: Block[]; choices: Choice[] };

/**
 * Says who follows the dossier, and offers to follow it: here, or where notices can be sent. `isFirst`: it has just been
 * opened; links are given once.
 */
export async function followOffer(
  { t, lookups }: Context,
  code: string,
  isFirst: boolean,
): Promise<FollowOffer> {
  const { following } = lookups;
  const none = { ways: [], links: [], blocks: [], choices: [] };
  if (!following) return none;
  const followers = await following.followers(code);
  const others = followers.filter(({ isYou }) => !isYou).length;
  const isFollowed = others < followers.length;
  const told = notesOf(others > 0 ? [t('follow.others', { number: others })] : []);
  const ask = { label: t('follow.choice.followers'), send: writeCommand({ kind: 'whoFollows' }) };
  const who = followers.length > 0 ? [ask] : [];
  if (isFollowed) return { ...none, blocks: told, choices: who };
  if (!following.canNotify) {
    const ways = isFirst ? await followWays({ t }, following, { code }) : [];
    return { ways, links: wayBlocks({ t }, ways), blocks: told, choices: who };
  }
  const choice = {
    label: t('follow.choice.dossier'),
    send: writeCommand({ kind: 'follow', target: { kind: 'dossier', code } }),
  };
  return { ...none, blocks: [...told, ...blocksOf([t('follow.offer')])], choices: [choice, ...who] };
}

/** Where the dossier can be followed; [] = nowhere. */
export async function linkBlocks(
  context: Pick<Context, 't'>,
  following: Following,
  of: Parameters<Following['links']>[0],
): Promise<Block[]> {
  return wayBlocks(context, await followWays(context, following, of));
}

async function followWays(
  { t }: Pick<Context, 't'>,
  following: Following,
  of: Parameters<Following['links']>[0],
): Promise<FollowWay[]> {
  const ways = await following.links(of);
  return ways.map((way) => ({ ...way, channel: t(`follow.channel.${way.channel}`) }));
}

/** A page that does it by itself is a link, the others say what to send. */
function wayBlocks({ t }: Pick<Context, 't'>, ways: readonly FollowWay[]): Block[] {
  const links = ways.flatMap(({ channel, url, say }): Link[] =>
    url !== null && say === '' ? [{ label: channel, href: url }] : [],
  );
  const told = ways.flatMap(({ channel, url, say }) => {
    if (url === null) return [t('follow.link.say', { channel, say })];
    return say === '' ? [] : [t('follow.link.openAndSay', { channel, url, say })];
  });
  if (ways.length === 0) return [];
  return [
    { type: 'title', level: 2, text: t('follow.links') },
    ...(links.length > 0 ? [{ type: 'links' as const, links }] : []),
    ...listOf(null, told),
  ];
}

/** "hồ sơ H21.17-…", "thủ tục Đăng ký khai sinh (1.001193)". */
export async function followedName(
  { t, lookups, session }: Context,
  { kind, target }: Pick<Followed, 'kind' | 'target'>,
): Promise<string> {
  if (kind === 'dossier') return t('follow.what.dossier', { code: target });
  if (kind === 'field') return t('follow.what.field', { name: target });
  const procedure = await lookups.procedure(target);
  const name = procedure ? labelOf(procedure, session.locale) : target;
  return t('follow.what.procedure', { name, code: target });
}
