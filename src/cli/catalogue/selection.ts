/** Which procedures a command is about: by code, level, field, or the office somebody works at. */
import type { Command } from 'commander';
import { choiceCell } from '../../catalogue/import/workbook-cells.js';
import { ADMINISTRATIVE_LEVELS } from '../../catalogue/import/workbook-choices.js';
import type { AdministrativeLevel, Guide, OfficialRecord } from '../../catalogue/procedure.js';
import { readActive } from '../../catalogue/store.js';
import type { Db } from '../../db/open.js';
import { fold } from '../../search/fold.js';
import { listUnits } from '../../units/store.js';
import { codesOver } from '../../units/unit.js';
import { CommandFailed, WrongUsage } from '../command.js';
import { checkUnitCode, collect } from '../options.js';

/** What was chosen; nothing = all of them. */
export type SelectionOptions = { code?: string[]; level?: string; field?: string; unit?: string };

/** A selection against the catalogue; `unit`: null = of no office in particular. */
export type Selection = {
  fits(record: OfficialRecord): boolean;
  /** Whether a fact for one office, or for everywhere (null), belongs to it. */
  isFor(unit: string | null): boolean;
  isAll: boolean;
};

const LEVEL = choiceCell(ADMINISTRATIVE_LEVELS);

/** Adds the options. */
export function withSelection(command: Command): Command {
  return command
    .option('--code <mã thủ tục>', 'chỉ mã này; ghi nhiều lần cho nhiều mã', collect, [])
    .option('--level <cấp>', `chỉ cấp này: ${LEVEL.choices?.join(', ')}`)
    .option('--field <lĩnh vực>', 'chỉ lĩnh vực này, ví dụ "Hộ tịch"')
    .option('--unit <mã đơn vị>', 'chỉ thủ tục ở cấp của đơn vị này, kèm điều riêng của đơn vị');
}

/** Throws `WrongUsage` where what somebody typed means nothing, `CommandFailed` where the office is not known. */
export async function readSelection(
  db: Db,
  { code = [], level, field, unit }: SelectionOptions,
): Promise<Selection> {
  const levels = [level ? levelNamed(level) : null, unit ? await levelOfUnit(db, unit) : null].filter(
    (named) => named !== null,
  );
  const codes = new Set(code);
  const words = field === undefined ? null : fold(field).trim();
  return {
    isAll: codes.size === 0 && levels.length === 0 && words === null,
    fits: (record) =>
      (codes.size === 0 || codes.has(record.code)) &&
      levels.every((named) => record.levels?.includes(named)) &&
      (words === null || fold(record.field ?? '').includes(words)),
    isFor: (owner) => owner === null || unit === undefined || codesOver(unit).includes(owner),
  };
}

/** The procedures chosen, in order of code. Throws `CommandFailed` where there are none. */
export async function* readSelected(
  db: Db,
  selection: Selection,
): AsyncGenerator<{ official: OfficialRecord; guide: Guide | null }> {
  let isEmpty = true;
  for await (const entry of readActive(db)) {
    if (!selection.fits(entry.official)) continue;
    isEmpty = false;
    yield entry;
  }
  if (isEmpty && !selection.isAll)
    throw new CommandFailed(
      'Không có thủ tục nào như vậy trong danh mục. Kiểm tra lại mã, cấp, lĩnh vực; bỏ bớt điều kiện để xem tất cả.',
    );
}

function levelNamed(text: string): AdministrativeLevel {
  const read = LEVEL.read(text);
  if (read.ok && read.value !== null) return read.value;
  throw new WrongUsage(`Không có cấp "${text}". Chọn một trong: ${LEVEL.choices?.join(', ')}.`);
}

/** What the names of offices say of their level; the first that fits. */
const LEVEL_NAMES: readonly (readonly [AdministrativeLevel, RegExp])[] = [
  ['commune', /(?<!\p{L})(xã|phường|đặc khu)(?!\p{L})/iu],
  ['ministry', /^bộ(?!\p{L})/iu],
  ['province', /(?<!\p{L})(sở|tỉnh|thành phố)(?!\p{L})/iu],
];

async function levelOfUnit(db: Db, code: string): Promise<AdministrativeLevel> {
  checkUnitCode(code);
  const unit = (await listUnits(db)).find((each) => each.code === code);
  if (!unit) throw new CommandFailed(`Chưa có đơn vị ${code}. Xem: motcua unit list`);
  const [level] = LEVEL_NAMES.find(([, pattern]) => pattern.test(unit.name ?? '')) ?? [];
  if (level !== undefined) return level;
  throw new CommandFailed(
    `Tên đơn vị ${code} (${unit.name ?? 'chưa ghi'}) không cho biết cấp. Dùng --level thay cho --unit.`,
  );
}
