/** `motcua place …`: old place names and what they are now. */
import type { Command } from 'commander';
import { matchPlaces, type OldPlace, oldPlace, placeKey } from '../../places/place.js';
import { countPlaces, findPlaces, savePlaces } from '../../places/store.js';
import { type CommandContext, CommandFailed } from '../command.js';
import { linesOf, listed, parseJson } from '../socket/lines.js';

/** The commands of `place`. */
export function addPlaceCommands(place: Command, context: CommandContext): void {
  place
    .command('import <tệp>')
    .description('nạp bảng chuyển đổi (JSON-lines: oldWard, oldDistrict, oldProvince, newWard, newProvince)')
    .option('--apply', 'ghi thật; không có thì chỉ chạy thử')
    .action((file: string, { apply }: { apply?: boolean }) => importPlaces(context, file, apply ?? false));
  place
    .command('find <tên...>')
    .description('nơi một phường, xã cũ đã nhập vào')
    .action((words: string[]) => find(context, words.join(' ')));
}

async function importPlaces({ io, services }: CommandContext, file: string, apply: boolean): Promise<void> {
  const { client } = (await services()).database;
  const places: OldPlace[] = [];
  let row = 0;
  let aside = 0;
  for await (const line of linesOf(io.readFile(file))) {
    row += 1;
    if (line.trim() === '') continue;
    const parsed = oldPlace.safeParse(parseJson(line));
    if (parsed.success) places.push(parsed.data);
    else {
      aside += 1;
      await io.err(`tệp ${file}, dòng ${row}: thiếu tên phường cũ hoặc mới; dòng này được để riêng.\n`);
    }
  }
  if (places.length === 0) throw new CommandFailed(`${file} không có địa danh nào đọc được; chưa ghi gì.`);
  if (apply) await savePlaces(client, places);
  const read = `${places.length} dòng đọc được, ${aside} để riêng`;
  await io.out(
    apply
      ? `${read}; hiện có ${await countPlaces(client)} dòng.\n`
      : `Chạy thử: ${read}. Thêm --apply để ghi.\n`,
  );
}

async function find({ io, services }: CommandContext, name: string): Promise<void> {
  const [ward = ''] = name.split(',');
  const { client } = (await services()).database;
  const matches = matchPlaces(await findPlaces(client, [placeKey(ward)]), name);
  if (matches.length === 0)
    throw new CommandFailed(`Chưa biết "${name}". Nạp bảng chuyển đổi: motcua place import TỆP`);
  for (const { oldWard, oldDistrict, oldProvince, now } of matches) {
    const today = now.map(({ ward: newWard, province }) => `${newWard}, ${province}`).join(' | ');
    await io.out(listed(`${oldWard}, ${oldDistrict}, ${oldProvince} → ${today}`));
  }
}
