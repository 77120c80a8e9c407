/** What a file of dossiers came to, in lines and as JSON. */
import type { countOutcomesOfRows, RowOutcome } from '../../dossiers/change/import.js';
import type { FoundSheet, ImportProblem, ReadDossiers, ReadRow } from '../../dossiers/exchange/file.js';
import type { Batch } from '../../dossiers/exchange/import-store.js';
import { STATUS_NAMES } from '../../dossiers/model/status.js';
import { vietnamTime } from '../../time/clock.js';
import { singleLine } from '../socket/lines.js';

/** `same`: the last time this very file was taken over; `batch`: null = it was only tried. */
export type FileReport = {
  read: ReadDossiers;
  outcomes: readonly RowOutcome<ReadRow>[];
  batch: number | null;
  same: Batch | null;
  counts: ReturnType<typeof countOutcomesOfRows>;
};

/** So many remarks of one kind are told one by one. */
const SHOWN = 200;

/** What is wrong with rows, and what was understood otherwise than written. */
export function problemLines(file: string, { problems, notes }: ReadDossiers): string {
  const line = ({ sheet, row, column, message }: ImportProblem) =>
    `tệp ${file}${sheet ? `, trang ${singleLine(sheet)}` : ''}, dòng ${row}${column ? `, cột ${singleLine(column)}` : ''}: ${singleLine(message)}\n`;
  const some = (list: readonly ImportProblem[]) => list.slice(0, SHOWN).map(line);
  const more =
    problems.length + notes.length - Math.min(problems.length, SHOWN) - Math.min(notes.length, SHOWN);
  return [
    ...some(problems),
    ...some(notes),
    ...(more > 0 ? [`… và ${more} chỗ nữa; ghi các dòng để riêng ra tệp: --aside de-rieng.xlsx\n`] : []),
  ].join('');
}

/** Why there was nothing to take over: what was found, and what helps. */
export function nothingText(file: string, { sheets, problems }: ReadDossiers): string {
  const withHeader = sheets.filter(({ header }) => header !== null);
  const rows = new Set(problems.map(({ sheet, row }) => `${sheet} ${row}`)).size;
  if (sheets.every(({ lines }) => lines === 0))
    return `${file} không có chữ nào; chưa ghi gì. Chọn lại tệp, hoặc xuất lại danh sách từ phần mềm.`;
  const isJson = sheets.length === 1 && sheets[0]?.first === '';
  if (withHeader.length === 0 && !isJson)
    return `${file} không có danh sách hồ sơ; chưa ghi gì. Tìm thấy: ${sheets.map(sheetText).join('; ')}. Nếu đúng là tệp này, cho biết cột nào là mã hồ sơ: --map "Tên cột=Mã hồ sơ"; nếu không, chọn lại tệp.`;
  if (rows > 0)
    return `${file} có ${number(rows)} dòng, cả ${number(rows)} phải để riêng; chưa ghi gì. Sửa theo các chỗ nêu trên (ghi ra tệp kèm lý do: --aside de-rieng.xlsx) rồi nạp lại.`;
  return `${file} có dòng tên cột nhưng không có hồ sơ nào bên dưới; chưa ghi gì. Tìm thấy: ${withHeader.map(sheetText).join('; ')}. Xem lại bộ lọc (đơn vị, khoảng ngày) khi xuất rồi xuất lại.`;
}

/** Letters shown of what was found. */
const GLIMPSE = 120;

function sheetText({ sheet, lines, first, header }: FoundSheet): string {
  const place = sheet ? `trang “${singleLine(sheet)}” ` : '';
  const glimpse = (text: string) => {
    const line = singleLine(text);
    return line.length > GLIMPSE ? `${line.slice(0, GLIMPSE)}…` : line;
  };
  if (header)
    return `${place}dòng ${header.row}: ${glimpse(header.names.filter((name) => name !== '').join(', '))}`;
  return lines === 0 ? `${place}trống` : `${place}${number(lines)} dòng, dòng đầu “${glimpse(first)}”`;
}

const number = (count: number) => count.toLocaleString('vi-VN');

/** The outcome, the same for a try and for what was written. */
export function reportText({ read, batch, same, counts, outcomes }: FileReport, applied: boolean): string {
  const { written, unchanged, setAside, unknownTime } = counts;
  const files = outcomes.filter(({ row }) => row.reported.dossier).length;
  const [head, verb] = applied ? [`Đã ghi (lần nạp ${batch})`, 'ghi'] : ['Chạy thử', 'sẽ ghi'];
  const lines = [
    ...(same ? [sameLine(same)] : []),
    ...wordLines(read),
    ...(read.ignoredColumns.length > 0
      ? [`Cột không dùng: ${read.ignoredColumns.map(singleLine).join(', ')}.`]
      : []),
    ...(unknownTime > 0
      ? [`${number(unknownTime)} hồ sơ có kết quả nhưng không rõ lúc nào: không tính vào tỷ lệ đúng hạn.`]
      : []),
    `${head}: ${number(counts.read)} dòng đọc được (${number(files)} có hồ sơ, ${number(counts.read - files)} chỉ có trạng thái); ` +
      `${verb} ${number(written)}, không đổi ${number(unchanged)}, để riêng ${number(setAside)}.${applied ? '' : ' Thêm --apply để ghi.'}`,
  ];
  return `${lines.join('\n')}\n`;
}

function sameLine({ id, importedAt, importedBy }: Batch): string {
  const { date, time } = vietnamTime(importedAt);
  return `Chính tệp này đã nạp lúc ${time} ngày ${date.split('-').reverse().join('/')} (lần nạp ${id}, ${singleLine(importedBy)}).`;
}

/** How words that are no official names were understood, so that somebody may say otherwise. */
function wordLines({ words }: ReadDossiers): string[] {
  const own = words.filter(
    ({ word, status }) =>
      word.toLowerCase() !== STATUS_NAMES[status].toLowerCase() && word !== String(status),
  );
  if (own.length === 0) return [];
  const told = own.map(
    ({ word, status, count }) =>
      `  ${singleLine(word)} = ${status} ${STATUS_NAMES[status]} (${number(count)} dòng)`,
  );
  return ['Trạng thái được hiểu là (khác thì thêm --status "từ=số"):', ...told];
}

/** The same for programs. */
export function reportJson(
  { read, outcomes, batch, same, counts }: FileReport,
  messageOf: (refused: Extract<RowOutcome<ReadRow>, { outcome: 'refused' }>) => string,
): string {
  const refused = outcomes.flatMap((each) =>
    each.outcome === 'refused'
      ? [{ sheet: each.row.sheet, row: each.row.row, column: null, message: messageOf(each) }]
      : [],
  );
  return `${JSON.stringify(
    {
      ...counts,
      ignoredColumns: read.ignoredColumns,
      batch,
      sameAs: same?.id ?? null,
      words: read.words,
      problems: [...read.problems, ...refused],
      notes: read.notes,
    },
    null,
    2,
  )}\n`;
}
