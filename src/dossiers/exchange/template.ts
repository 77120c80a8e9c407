/** The workbook desks fill in, with what each column takes. */
import { writeXlsx } from 'hucre/xlsx';
import { STATUS_NAMES } from '../model/status.js';
import { COLUMN_NAMES, COLUMNS, type ImportColumn } from './columns.js';

/** What people fill in; software gives more. */
const FILLED_IN = COLUMN_NAMES.filter((name) => COLUMNS[name].inTemplate);

/** Rows whose code begins so are examples and are not imported. */
export const EXAMPLE_MARK = 'Ví dụ';

const LAST_ROW = 10_001;

const EXAMPLE_ROW: Partial<Record<ImportColumn, string>> = {
  code: `${EXAMPLE_MARK}: H21.17-261120-0012`,
  procedure: '1.001193',
  receivedAt: '20/11/2026 09:00',
  submission: 'trực tiếp',
  owner: 'Nguyễn Văn An',
  phone: '0905123456',
  identity: '',
  dueAt: '20/11/2026',
  status: STATUS_NAMES[4],
  statusAt: '20/11/2026 10:00',
  reason: '',
  supplementBy: '',
};

const CHOICES: Partial<Record<ImportColumn, readonly string[]>> = {
  submission: ['trực tiếp', 'trực tuyến', 'bưu chính'],
  status: Object.values(STATUS_NAMES),
};

/** An .xlsx file with headers, an example, drop-downs, and a sheet that explains the columns. */
export async function writeDossierTemplate(): Promise<Uint8Array> {
  const bold = { font: { bold: true } } as const;
  return writeXlsx({
    sheets: [
      {
        name: 'Hồ sơ',
        rows: [
          FILLED_IN.map((name) => COLUMNS[name].header),
          FILLED_IN.map((name) => EXAMPLE_ROW[name] ?? ''),
        ],
        columns: FILLED_IN.map(() => ({ width: 22 })),
        cells: new Map(
          FILLED_IN.map((name, index) => [`0,${index}`, { value: COLUMNS[name].header, style: bold }]),
        ),
        freezePane: { rows: 1, columns: 1 },
        dataValidations: FILLED_IN.flatMap((name, index) => {
          const letter = String.fromCharCode(65 + index);
          const values = CHOICES[name];
          if (!values) return [];
          return [
            {
              type: 'list' as const,
              values: [...values],
              range: `${letter}2:${letter}${LAST_ROW}`,
              allowBlank: true,
            },
          ];
        }),
      },
      {
        name: 'Hướng dẫn',
        rows: [
          ['Cột', 'Cách ghi'],
          ...FILLED_IN.map((name) => [COLUMNS[name].header, COLUMNS[name].advice]),
          ['', 'Mỗi dòng một hồ sơ, hoặc một bước của hồ sơ đã có. Nạp lại cùng tệp không ghi trùng.'],
        ],
        columns: [{ width: 24 }, { width: 90 }],
      },
    ],
  });
}
