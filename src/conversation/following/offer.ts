/** What following is, offered where a dossier has just been opened. Tapping is the agreement to be told. */

import type { Followed, Following } from '../lookups.js';
import type { Choice } from '../message.js';
import { writeCommand } from '../reading/command.js';
import type { Context } from '../turn.js';
import { labelOf } from '../wording/label.js';

/** Lines under an open dossier, and choices beside its own; both [] = nothing can be told from here or elsewhere. */
export type FollowOffer = { lines: string[]; choices: Choice[] };

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
  if (!following) return { lines: [], choices: [] };
  const followers = await following.followers(code);
  const others = followers.filter(({ isYou }) => !isYou).length;
  const isFollowed = others < followers.length;
  const told = others > 0 ? [t('follow.others', { number: others })] : [];
  const ask = { label: t('follow.choice.followers'), send: writeCommand({ kind: 'whoFollows' }) };
  const who = followers.length > 0 ? [ask] : [];
  if (isFollowed) return { lines: told, choices: who };
  if (!following.canNotify) {
    const links = isFirst ? await linkLines({ t }, following, { code }) : [];
    return { lines: [...told, ...links], choices: who };
  }
  const choice = {
    label: t('follow.choice.dossier'),
    send: writeCommand({ kind: 'follow', target: { kind: 'dossier', code } }),
  };
  return { lines: [...told, t('follow.offer')], choices: [choice, ...who] };
}

/** Where the dossier can be followed; [] = nowhere. */
export async function linkLines(
  { t }: Pick<Context, 't'>,
  following: Following,
  of: Parameters<Following['links']>[0],
): Promise<string[]> {
  const links = await following.links(of);
  const lines = links.map(({ channel, url, say }) => {
    const name = t(`follow.channel.${channel}`);
    if (url === null) return `• ${t('follow.link.say', { channel: name, say })}`;
    if (say === '') return `• ${t('follow.link.open', { channel: name, url })}`;
    return `• ${t('follow.link.openAndSay', { channel: name, url, say })}`;
  });
  return lines.length > 0 ? [[t('follow.links'), ...lines].join('\n')] : [];
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
