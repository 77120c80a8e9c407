/** `motcua dossier qr`: a code for the receipt, by which whoever holds it follows the dossier. */
import type { Command } from 'commander';
import { dossierKey } from '../../dossiers/model/dossier.js';
import { issueReceiptToken, type ReceiptLink } from '../../notifications/receipt-links.js';
import { drawQr } from '../../photos/draw.js';
import { vietnamDate } from '../../time/clock.js';
import { type CommandContext, CommandFailed, WrongUsage } from '../command.js';

type Flags = { channel?: string; out?: string; json?: boolean };

/** Adds `qr`. `findCode` finds an existing dossier's code in what was typed. */
export function addQrCommand(
  dossier: Command,
  context: CommandContext,
  findCode: (text: string) => Promise<string>,
): void {
  dossier
    .command('qr <mã>')
    .description('mã QR in lên giấy tiếp nhận: ai quét thì theo dõi được hồ sơ (180 ngày)')
    .option('--channel <kênh>', 'web, telegram hoặc zalo; mặc định kênh đầu tiên đã cài')
    .option('--out <tệp>', 'ghi ra tệp .svg hoặc .png')
    .option('--json', 'in JSON: mã, hạn dùng, các địa chỉ')
    .action(async (code: string, flags: Flags) => qr(context, await findCode(code), flags));
}

async function qr({ io, services }: CommandContext, code: string, flags: Flags): Promise<void> {
  const kind = /\.(svg|png)$/.exec(flags.out ?? '')?.[1];
  if (flags.out !== undefined && kind === undefined)
    throw new WrongUsage(`--out "${flags.out}" phải là tệp .svg hoặc .png.`);
  const { config, database } = await services();
  const now = new Date();
  const issued = await issueReceiptToken(database.client, dossierKey(code), config, now);
  const link = chosen(issued.links, flags.channel);
  const drawn = await drawQr(link.url);
  if (flags.out) await io.writeFile(flags.out, kind === 'svg' ? Buffer.from(drawn.svg) : drawn.png);
  if (flags.json) return io.out(`${JSON.stringify({ code, ...issued }, null, 2)}\n`);
  if (!flags.out) await io.out(`${drawn.terminal}\n`);
  const until = vietnamDate(issued.expiresAt).split('-').reverse().join('/');
  await io.out(`Hồ sơ ${code}, dùng đến ${until}. Mã QR mở: ${link.url}\n`);
  for (const { channel, url, say } of issued.links) await io.out(`${channel}: ${url}  (nhắn: ${say})\n`);
}

function chosen(links: readonly ReceiptLink[], channel: string | undefined): ReceiptLink {
  const link = channel === undefined ? links[0] : links.find((each) => each.channel === channel);
  if (link) return link;
  throw new CommandFailed(
    `Chưa có địa chỉ${channel === undefined ? '' : ` cho "${channel}"`} để in. Cài PUBLIC_URL (web), TELEGRAM_BOT_NAME (telegram) hoặc ZALO_OA_ID (zalo).`,
  );
}
