/** `motcua catalogue …`: what a catalogue officer does. */
import type { Command } from 'commander';
import { readCatalogueFile } from '../../catalogue/import/index.js';
import { ImportRefused } from '../../catalogue/import/item.js';
import { describeFinding, describePlace } from '../../catalogue/import/messages.js';
import { importCatalogue } from '../../catalogue/import-catalogue.js';
import { listPublications, rollBack } from '../../catalogue/publication-store.js';
import { broadcastPublication } from '../../notifications/broadcast.js';
import { vietnamDate } from '../../time/clock.js';
import { type CommandContext, CommandFailed, type ReasonOptions, reasonOf, WrongUsage } from '../command.js';
import { enqueueBroadcast } from '../operations/announce.js';
import { addCatalogueExportCommands } from './catalogue-export.js';
import { addCatalogueReadCommands } from './catalogue-read.js';
import { countImport, formatImport } from './import-report.js';

type ImportFlags = ReasonOptions & {
  apply?: boolean;
  complete?: boolean;
  yes?: boolean;
  full?: boolean;
  json?: boolean;
  checkedOn?: string;
};

/** The commands of `catalogue`. */
export function addCatalogueCommands(catalogue: Command, context: CommandContext): void {
  withReason(
    catalogue
      .command('import <tệp>')
      .description('nhập tệp (.jsonl, .jsonl.gz, .json của Cổng DVC, .xlsx); mặc định chỉ chạy thử')
      .option('--apply', 'công bố thật; không có thì chỉ cho biết sẽ thay đổi gì')
      .option('--complete', 'tệp là toàn bộ danh mục: thủ tục không có trong tệp sẽ bị bãi bỏ (cần --yes)')
      .option('--yes', 'đồng ý bãi bỏ theo --complete')
      .option('--full', 'in mọi thay đổi và cảnh báo, không rút gọn')
      .option('--json', 'chỉ in các con số, dạng JSON')
      .option('--checked-on <ngày>', 'ngày đối chiếu với nguồn, YYYY-MM-DD, khi tệp không ghi'),
  ).action((file: string, flags: ImportFlags) => importFile(context, file, flags));
  withReason(
    catalogue
      .command('rollback <số>')
      .description(
        'công bố lại nguyên trạng một bản cũ (số bản: xem catalogue history); mặc định chỉ chạy thử',
      )
      .option('--apply', 'công bố thật'),
  ).action((id: string, flags: ReasonOptions & { apply?: boolean }) => rollback(context, id, flags));
  addCatalogueReadCommands(catalogue, context);
  addCatalogueExportCommands(catalogue, context);
}

function withReason(command: Command): Command {
  return command
    .option('--by <tên>', 'người công bố (mặc định: tên người dùng hệ điều hành)')
    .option('--why <lý do>', 'lý do (mặc định: tên tệp)')
    .option('--decision <số>', 'số quyết định công bố');
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

async function importFile(context: CommandContext, file: string, flags: ImportFlags): Promise<void> {
  if (flags.complete && flags.apply && !flags.yes) {
    throw new WrongUsage(
      '--complete bãi bỏ mọi thủ tục không có trong tệp. Thêm --yes nếu đúng là muốn vậy.',
    );
  }
  if (flags.checkedOn && !ISO_DATE.test(flags.checkedOn))
    throw new WrongUsage('--checked-on cần dạng YYYY-MM-DD.');
  const { io } = context;
  const { database } = await context.services();
  const items = readCatalogueFile(io.readFile(file), {
    fileName: file,
    today: vietnamDate(new Date()),
    ...(flags.checkedOn ? { checkedOn: flags.checkedOn } : {}),
  });
  const report = await importCatalogue(database.client, items, {
    apply: flags.apply ?? false,
    complete: flags.complete ?? false,
    reason: reasonOf(flags, context, file),
    onProgress: progressTo(context),
    signal: io.signal,
    onPublish: broadcastPublication(enqueueBroadcast),
  }).catch((error) => {
    throw explain(error, file);
  });
  const shown = { file, applied: flags.apply ?? false, full: flags.full ?? false };
  await io.out(flags.json ? `${JSON.stringify(countImport(report))}\n` : formatImport(report, shown));
  if (report.findings.some((finding) => finding.severity === 'error')) {
    throw new CommandFailed('Tệp có lỗi nên chưa công bố gì. Sửa các lỗi trên rồi nhập lại.');
  }
}

const PROGRESS_STEP = 1000;

function progressTo({ io }: CommandContext): (read: number) => void {
  let next = PROGRESS_STEP;
  return (read) => {
    if (read < next) return;
    next = read + PROGRESS_STEP;
    // Where nobody reads any more, the next thing written tells.
    io.err(`Đã đọc ${read.toLocaleString('vi-VN')} thủ tục…\n`).catch(() => undefined);
  };
}

function explain(error: unknown, file: string): unknown {
  if (error instanceof ImportRefused) {
    const { finding } = error;
    return new CommandFailed(
      `Không nhập được, danh mục giữ nguyên.\n${describePlace(finding, file)}: ${describeFinding(finding)}`,
    );
  }
  return error;
}

async function rollback(
  context: CommandContext,
  publication: string,
  flags: ReasonOptions & { apply?: boolean },
): Promise<void> {
  const { client } = (await context.services()).database;
  const id = Number(publication);
  const known = await listPublications(client, 10_000);
  const target = known.find((candidate) => candidate.id === id);
  if (!target)
    throw new CommandFailed(`Không có bản công bố số ${publication}. Xem: motcua catalogue history`);
  const reason = reasonOf(flags, context, `quay lại bản công bố số ${id}`);
  const result = await rollBack(
    client,
    id,
    reason,
    flags.apply ?? false,
    broadcastPublication(enqueueBroadcast),
  );
  const { added, amended, removed } = result.counts;
  const changes = `thêm lại ${added}, đổi lại ${amended}, gỡ ${removed} bản ghi`;
  if (added + amended + removed === 0)
    return context.io.out(`Danh mục đang giống hệt bản số ${id}; không có gì để đổi.\n`);
  await context.io.out(
    result.publicationId === null
      ? `Chạy thử: quay lại bản số ${id} sẽ ${changes}. Thêm --apply để công bố.\n`
      : `Đã công bố bản số ${result.publicationId}, nguyên trạng như bản số ${id}: ${changes}.\n`,
  );
}
