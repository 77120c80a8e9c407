/** A notice in words, made when it is sent: what is told is how things stand then, in the reader's language. */

import { z } from 'zod';
import { holderText } from '../conversation/dossier/holder-view.js';
import type { Lookups } from '../conversation/lookups.js';
import type { Reply } from '../conversation/message.js';
import { EMPTY_STATE } from '../conversation/reading/state.js';
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
  return { ...body, text: [body.text, t('notice.foot', { code: notice.code })].join('\n\n') };
}

async function bodyOf({ kind: given, params }: NoticeContent, context: Context): Promise<Reply | null> {
  const { t } = context;
  const kind = kindSchema.parse(given);
  if (kind === 'closure') return { text: t('notice.closure', closureParams.parse(params)) };
  if (kind === 'procedureChanged' || kind === 'procedureAbolished') {
    const { code, name, more } = procedureParams.parse(params);
    const choices = [{ label: t('notice.choice.procedure'), send: `thủ tục ${code}`, procedure: code }];
    const others = more > 0 ? [t('notice.procedure.more', { more: String(more) })] : [];
    return { text: [t(`notice.${kind}`, { name, code }), ...others].join('\n'), choices };
  }
  const { code, reason } = dossierParams.parse(params);
  const { dossiers } = context.lookups;
  const view = await dossiers?.again(code, context.now);
  if (!dossiers || !view) return null;
  const due = view.dueAt ? dateText(vietnamDate(view.dueAt)) : '';
  const why = kind === 'due' && reason ? [t('notice.due.why', { reason })] : [];
  const text = [
    [t(`notice.${kind}`, { code, due }), ...why].join('\n'),
    await holderText(context, dossiers, view),
  ].join('\n\n');
  return {
    text,
    brief: { code, status: STATUS_NAMES[view.status], due: due || '–' },
    choices: [{ label: t('notice.choice.unfollow'), send: `bỏ theo dõi ${code}` }],
  };
}
