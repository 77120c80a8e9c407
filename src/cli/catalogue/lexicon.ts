/** `motcua lexicon …`: the words the catalogue officer adds to the vocabulary. */
import type { Command } from 'commander';
import {
  listAddedEntries,
  readShippedLexicon,
  removeEntry,
  saveEntry,
} from '../../catalogue/lexicon-store.js';
import { formatChange } from '../../evaluation/table.js';
import { LEXICON_KINDS, type LexiconKind } from '../../search/lexicon.js';
import { type CommandContext, CommandFailed, WrongUsage } from '../command.js';
import { scoreFile } from '../questions/evaluation.js';
import { listed, printList } from '../socket/lines.js';

type AddOptions = { note?: string; by?: string; eval?: string };

const KINDS = `loại: ${LEXICON_KINDS.join(', ')}`;

/** The commands of `lexicon`. */
export function addLexiconCommands(lexicon: Command, context: CommandContext): void {
  lexicon
    .command('add <loại> <cách-gọi> <nghĩa>')
    .description(
      `thêm hoặc sửa một mục, ví dụ: lexicon add everyday "giấy độc thân" "giấy xác nhận tình trạng hôn nhân"\n${KINDS}`,
    )
    .option('--note <ghi chú>', 'ghi chú cho người duyệt sau')
    .option('--by <tên>', 'người thêm (mặc định: tên người dùng hệ điều hành)')
    .option('--eval <tệp>', 'đo trên tệp câu hỏi có nhãn, trước và sau khi thêm')
    .action(async (kind: string, phrase: string, meaning: string, options: AddOptions) => {
      const { client } = (await context.services()).database;
      const entry = {
        kind: kindOf(kind),
        phrase: phrase.trim(),
        meaning: meaning.trim(),
        note: options.note ?? null,
      };
      if (entry.phrase === '' || entry.meaning === '')
        throw new WrongUsage('Từ và nghĩa không được để trống.');
      const add = () => saveEntry(client, entry, options.by ?? context.io.user);
      await (options.eval ? addMeasured(context, options.eval, add) : add());
      await context.io.err(
        `Đã thêm. Máy chủ dùng từ mới trong vài giây; gỡ bằng: motcua lexicon remove ${kind} "${phrase}"\n`,
      );
    });
  lexicon
    .command('remove <loại> <cách-gọi>')
    .description('gỡ một mục đã thêm; mục có sẵn của chương trình thì thêm mục cùng tên để thay')
    .action(async (kind: string, phrase: string) => {
      const { client } = (await context.services()).database;
      if (!(await removeEntry(client, kindOf(kind), phrase))) {
        throw new CommandFailed(`Không có mục "${phrase}" loại ${kind} đã thêm. Xem: motcua lexicon list`);
      }
    });
  lexicon
    .command('list')
    .description('các mục đã thêm; --all: cả mục có sẵn')
    .option('--all', 'cả mục có sẵn của chương trình')
    .action(async ({ all }: { all?: boolean }) => {
      const added = await listAddedEntries((await context.services()).database.client);
      const entries = [...(all ? readShippedLexicon() : []), ...added];
      await printList(
        context.io,
        entries.map(({ kind, phrase, meaning, note }) => listed(kind, phrase, meaning, note)),
        'Chưa thêm mục nào. Mục có sẵn của chương trình: motcua lexicon list --all',
      );
    });
}

/** Prints the score before and after the addition. */
async function addMeasured(context: CommandContext, file: string, add: () => Promise<void>): Promise<void> {
  const before = await scoreFile(context, file);
  await add();
  await (await (await context.services()).catalogue()).refresh();
  await context.io.out(formatChange(before, await scoreFile(context, file)));
}

function kindOf(kind: string): LexiconKind {
  const known = LEXICON_KINDS.find((candidate) => candidate === kind);
  if (!known) throw new WrongUsage(`Không có loại "${kind}". ${KINDS}`);
  return known;
}
