/** A notice in words, made when it is sent: what is told is how things stand then, in the reader's language. */

import { z } from 'zod';
import { type Block, blocksOf, notesOf } from '../conversation/block.js';
import { holderBlocks } from '../conversation/dossier/holder-view.js';
import type { Lookups } from '../conversation/lookups.js';
import type { Reply } from '../conversation/message.js';
import { EMPTY_STATE } from '../conversation/reading/state.js';
import { type ReplyDraft, replyOf } from '../conversation/reply.js';
import { openSession } from '../conversation/session.js';
import type { Context } from '../conversation/turn.js';
import { dateText } from '../conversation/wording/facts.js';
import { STATUS_NAMES } from '../dossiers/model/status.js';
import type { Locale } from '../i18n/locale.js';
import { vietnamDate } from '../time/clock.js';
import { NOTICE_KINDS } from './plan.js';

const kindSchema = z.enum(NOTICE_KINDS);
const dossierParams = z.object({ code: z.string(), reason: z.string().nullable().optional() });
const closureParams = z.object({ office: z.string(), dates: z.string(), reason: z.string() });
/** `more`: how many others that the person follows were changed with it. */
const procedureParams = z.object({ code: z.string(), name: z.string(), more: z.number().default(0) });

/** What is to be told. `code`: by which the person may ask whether it came from here. */
export type NoticeContent = { kind: string; params: unknown; code: string };

/** The notice as a reply; null = what it is about is gone. */
export async function renderNotice(
  notice: NoticeContent,
  { locale, lookups, now }: { locale: Locale; lookups: Lookups; now: Date },
): Promise<Reply | null> {
  const session = { ...openSession(null), locale };
  const t = lookups.translator(locale);
  const context: Context = {
    reading: lookups.read('', EMPTY_STATE, vietnamDate(now)),
    state: EMPTY_STATE,
    session,
    lookups,
    t,
    now,
    region: 'north',
    today: vietnamDate(now),
  };
  const body = await bodyOf(notice, context);
  if (body === null) return null;
  const { blocks } = replyOf(body);
  return replyOf({ ...body, blocks: [...blocks, ...notesOf([t('notice.foot', { code: notice.code })])] });
}

async function bodyOf({ kind: given, params }: NoticeContent, context: Context): Promise<ReplyDraft | null> {
  const { t } = context;
  const kind = kindSchema.parse(given);
  if (kind === 'closure') return { text: t('notice.closure', closureParams.parse(params)) };
  if (kind === 'procedureChanged' || kind === 'procedureAbolished') {
    const { code, name, more } = procedureParams.parse(params);
    const choices = [{ label: t('notice.choice.procedure'), send: `thủ tục ${code}`, procedure: code }];
    const others = more > 0 ? [t('notice.procedure.more', { more: String(more) })] : [];
    return { blocks: blocksOf([t(`notice.${kind}`, { name, code }), ...others]), choices };
  }
  const { code, reason } = dossierParams.parse(params);
  const { dossiers } = context.lookups;
  const view = await dossiers?.again(code, context.now);
  if (!dossiers || !view) return null;
  const due = view.dueAt ? dateText(vietnamDate(view.dueAt)) : '';
  const why = kind === 'due' && reason ? [t('notice.due.why', { reason })] : [];
  const blocks: Block[] = [
    ...blocksOf([t(`notice.${kind}`, { code, due }), ...why]),
    ...(await holderBlocks(context, dossiers, view)),
  ];
  return {
    blocks,
    brief: { code, status: STATUS_NAMES[view.status], due: due || '–' },
    choices: [{ label: t('notice.choice.unfollow'), send: `bỏ theo dõi ${code}` }],
  };
}
