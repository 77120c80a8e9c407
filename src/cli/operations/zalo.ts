/** `motcua zalo …`: letting the assistant into a Zalo Official Account, and how it stands there. */
import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { readUsage, sumCounts } from '../../channels/count-store.js';
import { countInbox } from '../../channels/inbox-store.js';
import { usageText } from '../../channels/zalo-bot/index.js';
import { createZaloOaParts } from '../../channels/zalo-oa/index.js';
import { describeAccount, describeTokens, describeTrouble } from '../../channels/zalo-oa/said.js';
import { USUAL_LIFE_SECONDS } from '../../channels/zalo-oa/vault.js';
import type { ZaloOaConfig } from '../../config/channels.js';
import type { Db } from '../../db/open.js';
import { vietnamDate, vietnamMinute } from '../../time/clock.js';
import { shiftDate } from '../../time/day.js';
import { type CommandContext, CommandFailed, WrongUsage } from '../command.js';
import { firstLine } from '../socket/lines.js';

type LoginFlags = {
  redirect?: string;
  code?: string;
  verifier?: string;
  /** False with `--no-pkce`. */
  pkce: boolean;
  accessToken?: string;
  refreshToken?: string;
};
type Parts = ReturnType<typeof createZaloOaParts>;

const DAYS_COUNTED = 7;

/** The commands of `zalo`. */
export function addZaloCommands(zalo: Command, context: CommandContext): void {
  zalo
    .command('login')
    .description('cho trợ lý vào Official Account: quản trị OA đồng ý, rồi lưu token (mã hóa)')
    .option('--redirect <url>', 'callback URL đã khai ở developers.zalo.me (mặc định PUBLIC_URL)')
    .option('--code <mã>', 'mã trong địa chỉ chuyển về, hoặc cả địa chỉ đó')
    .option('--verifier <43 ký tự>', 'code verifier đã dùng để tạo liên kết, hoặc đã khai cố định')
    .option('--no-pkce', 'không dùng code challenge, khi ứng dụng không khai')
    .option('--access-token <token>', 'lưu cặp token lấy ở API Explorer, cùng --refresh-token')
    .option('--refresh-token <token>', 'đi cùng --access-token')
    .action((flags: LoginFlags) => login(context, flags));
  zalo
    .command('status', { isDefault: true })
    .description('tài khoản, token, hạn mức, webhook, tin đang chờ')
    .action(() => tellStatus(context));
}

async function openOa({ services }: CommandContext): Promise<{ config: ZaloOaConfig; db: Db; parts: Parts }> {
  const { config, database, tokensKey, log } = await services();
  const oa = config.channels['zalo-oa'];
  if (!oa)
    throw new CommandFailed(
      'Kênh Zalo Official Account chưa bật: ghi ZALO_OA_APP_ID, ZALO_OA_APP_SECRET, ZALO_OA_SECRET_KEY rồi chạy lại. Xem docs/zalo.md.',
    );
  const db = database.client;
  return {
    config: oa,
    db,
    parts: createZaloOaParts(oa, { db, sealKey: tokensKey, log, count: () => undefined }),
  };
}

async function login(context: CommandContext, flags: LoginFlags): Promise<void> {
  const { accessToken: access, refreshToken: refresh } = flags;
  if (!access !== !refresh) throw new WrongUsage('Cần cả --access-token và --refresh-token.');
  if (flags.verifier !== undefined && !/^[\w.~-]{43}$/.test(flags.verifier))
    throw new WrongUsage('--verifier cần đúng 43 ký tự chữ không dấu, số, ". _ ~ -".');
  const { config, parts } = await openOa(context);
  if (access && refresh) {
    await parts.tokens.logIn({ access, refresh }, USUAL_LIFE_SECONDS);
  } else {
    const consent = await askConsent(context, parts, flags);
    if (consent === null) return;
    if (config.oaId && consent.oaId && consent.oaId !== config.oaId)
      throw new CommandFailed(
        `Quản trị viên đã đồng ý cho OA ${consent.oaId}, còn ZALO_OA_ID là ${config.oaId}. Hãy mở lại liên kết và chọn đúng OA.`,
      );
    await exchange(parts, consent.code, consent.verifier);
  }
  await context.io.err('Đã lưu token (mã hóa). Máy chủ đang chạy dùng ngay, không cần khởi động lại.\n');
  await context.io.out(`${await describe(parts, config)}\n`);
}

type Consent = { code: string; oaId: string | null; verifier: string | null };

/** Null = the link is printed, and the code will come with another call. */
async function askConsent(
  { io, services }: CommandContext,
  { oauth }: Parts,
  flags: LoginFlags,
): Promise<Consent | null> {
  if (flags.code !== undefined) {
    if (flags.pkce && !flags.verifier)
      throw new WrongUsage('Cần --verifier đã in ra cùng liên kết, hoặc --no-pkce nếu đã không dùng.');
    return { ...readCallback(flags.code), verifier: flags.pkce ? (flags.verifier ?? null) : null };
  }
  const redirect = flags.redirect ?? (await services()).config.publicUrl;
  if (!redirect) throw new WrongUsage('Cần --redirect: callback URL đã khai ở developers.zalo.me.');
  // 32 random bytes make the 43 characters that Zalo wants.
  const verifier = flags.pkce ? (flags.verifier ?? randomBytes(32).toString('base64url')) : null;
  await io.err('Quản trị viên của OA mở liên kết này, chọn OA và đồng ý:\n');
  await io.out(`${oauth.consentLink(redirect, verifier)}\n`);
  if (!io.interactive) {
    const withVerifier = verifier ? `--verifier ${verifier}` : '--no-pkce';
    await io.err(`Rồi trong 10 phút chạy: motcua zalo login --code '<địa chỉ chuyển về>' ${withVerifier}\n`);
    return null;
  }
  await io.err('Rồi trong 10 phút dán vào đây địa chỉ mà trình duyệt được chuyển về: ');
  return { ...readCallback(await firstLine(io)), verifier };
}

/** The code, alone or in the address the browser was sent back to. */
function readCallback(text: string): { code: string; oaId: string | null } {
  const given = text.trim();
  const query = URL.canParse(given) ? new URL(given).searchParams : null;
  const code = query ? query.get('code') : given;
  if (!code) throw new CommandFailed('Không có mã (code) trong địa chỉ. Hãy mở lại liên kết và đồng ý.');
  return { code, oaId: query?.get('oa_id') ?? null };
}

async function exchange({ oauth, tokens }: Parts, code: string, verifier: string | null): Promise<void> {
  const granted = await oauth.exchange(code, verifier);
  if (granted.kind !== 'pair')
    throw new CommandFailed(
      `Zalo không cấp token (${granted.reason}). Mã chỉ sống 10 phút và dùng được một lần: chạy lại motcua zalo login.`,
    );
  await tokens.logIn(granted.pair, granted.lifeSeconds);
}

/** One line, whether Zalo answers or not. */
async function describe({ client, tokens }: Parts, config: ZaloOaConfig): Promise<string> {
  try {
    return describeAccount(await client.account(), await tokens.standing(), config.oaId);
  } catch (error) {
    const standing = await tokens.standing();
    return [describeTrouble(error), ...(standing ? [describeTokens(standing)] : [])].join(' ');
  }
}

async function tellStatus(context: CommandContext): Promise<void> {
  const { config, database } = await context.services();
  const lines = config.channels['zalo-oa'] ? await oaStatus(context) : ['Zalo OA: chưa bật.'];
  if (config.channels['zalo-bot'])
    lines.push(`Zalo Bot: ${usageText(await readUsage(database.client, 'zalo-bot', new Date()))}`);
  await context.io.out(`${lines.join('\n')}\n`);
}

async function oaStatus(context: CommandContext): Promise<string[]> {
  const { config, db, parts } = await openOa(context);
  const quotas = await parts.client.quotas().catch(() => []);
  return [
    await describe(parts, config),
    ...quotas.map(
      ({ product, kind, remain, total }) =>
        `Hạn mức ${product} ${kind}: còn ${remain ?? '?'}/${total ?? '?'}.`,
    ),
    await webhookLine(db),
    await inboxLine(db),
  ];
}

async function webhookLine(db: Db): Promise<string> {
  const since = shiftDate(vietnamDate(new Date()), 1 - DAYS_COUNTED);
  const counts = (await sumCounts(db, since)).filter(({ channel }) => channel === 'zalo-oa');
  const countOf = (name: string) => counts.find((row) => row.name === name)?.count ?? 0;
  const signed = counts.filter(({ name }) => name.startsWith('signature by '));
  const last = Math.max(...signed.map(({ lastAt }) => lastAt.getTime()));
  const when =
    signed.length > 0
      ? `gần nhất ${vietnamMinute(new Date(last))}`
      : 'chưa có lần nào: xem mục webhook ở developers.zalo.me còn bật không';
  const by = ['app id', 'OA id'].map((id) => `ký bằng ${id} ${countOf(`signature by ${id}`)}`).join(', ');
  const alerts = countOf('token alert');
  const alarmed = alerts > 0 ? ` Cảnh báo token: ${alerts}.` : '';
  return `Webhook ${DAYS_COUNTED} ngày qua: ${when}; ${by}, sai chữ ký ${countOf('wrong signature')}.${alarmed}`;
}

async function inboxLine(db: Db): Promise<string> {
  const rows = (await countInbox(db)).filter(({ channel }) => channel === 'zalo-oa');
  const countOf = (...states: string[]) =>
    rows.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0);
  const aside = countOf('failed');
  const look = aside > 0 ? ' (xem: motcua inbox)' : '';
  return `Tin nhắn: đang chờ ${countOf('received', 'answered')}, để riêng vì lỗi ${aside}${look}.`;
}
