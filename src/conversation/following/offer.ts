/** What following is, offered where a dossier has just been opened. Tapping is the agreement to be told. */

import { type Block, blocksOf, type Link, listOf, notesOf } from '../block.js';
import type { Followed, Following } from '../lookups.js';
import type { Choice } from '../message.js';
import { writeCommand } from '../reading/command.js';
import type { Context } from '../turn.js';
import { labelOf } from '../wording/label.js';

/** What stands under an open dossier, and choices beside its own; both [] = nothing can be told from here or elsewhere. */
export type FollowOffer = { blocks: Block[]; choices: Choice[] };

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
  if (!following) return { blocks: [], choices: [] };
  const followers = await following.followers(code);
  const others = followers.filter(({ isYou }) => !isYou).length;
  const isFollowed = others < followers.length;
  const told = notesOf(others > 0 ? [t('follow.others', { number: others })] : []);
  const ask = { label: t('follow.choice.followers'), send: writeCommand({ kind: 'whoFollows' }) };
  const who = followers.length > 0 ? [ask] : [];
  if (isFollowed) return { blocks: told, choices: who };
  if (!following.canNotify) {
    const links = isFirst ? await linkBlocks({ t }, following, { code }) : [];
    return { blocks: [...told, ...links], choices: who };
  }
  const choice = {
    label: t('follow.choice.dossier'),
    send: writeCommand({ kind: 'follow', target: { kind: 'dossier', code } }),
  };
  return { blocks: [...told, ...blocksOf([t('follow.offer')])], choices: [choice, ...who] };
}

/** Where the dossier can be followed; [] = nowhere. A page that does it by itself is a link, the others say what to send. */
export async function linkBlocks(
  { t }: Pick<Context, 't'>,
  following: Following,
  of: Parameters<Following['links']>[0],
): Promise<Block[]> {
  const ways = await following.links(of);
  const named = ways.map((way) => ({ ...way, channel: t(`follow.channel.${way.channel}`) }));
  const links = named.flatMap(({ channel, url, say }): Link[] =>
    url !== null && say === '' ? [{ label: channel, href: url }] : [],
  );
  const told = named.flatMap(({ channel, url, say }) => {
    if (url === null) return [t('follow.link.say', { channel, say })];
    return say === '' ? [] : [t('follow.link.openAndSay', { channel, url, say })];
  });
  if (named.length === 0) return [];
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
