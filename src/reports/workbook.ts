/** A report as a workbook: one row a period, both ways of counting side by side. */
import { writeXlsx } from 'hucre/xlsx';
import { type Counting, type OnTime, type OnTimeOutcome, OUTCOMES } from './on-time.js';

/** A row: the period as it is called, and its figures. */
export type ReportRow = { name: string } & Record<Counting, OnTime>;

/** What the figures are called. */
export const OUTCOME_NAMES: Readonly<Record<OnTimeOutcome, string>> = {
  early: 'Giải quyết sớm hạn',
  onTime: 'Giải quyết đúng hạn',
  late: 'Giải quyết quá hạn',
  settledUnknown: 'Không rõ xong lúc nào',
  inTime: 'Đang giải quyết, trong hạn',
  overdue: 'Đang giải quyết, quá hạn',
};

const COUNTINGS: Readonly<Record<Counting, string>> = {
  strict: 'Cách tính chặt: đã quá hạn thì vẫn là quá hạn',
  official: 'Theo biểu II.06',
};

/** `title`: what the figures are of, in a line above them; `note`: how they are counted, below. */
export async function writeReport(
  title: string,
  rows: readonly ReportRow[],
  note: string,
): Promise<Uint8Array> {
  const sheets = (['strict', 'official'] as const).map((counting) => ({
    name: counting === 'strict' ? 'Cách tính chặt' : 'Biểu II.06',
    rows: [
      [title],
      [COUNTINGS[counting]],
      [
        'Kỳ',
        'Đã tiếp nhận',
        'Đã giải quyết',
        ...OUTCOMES.map((outcome) => OUTCOME_NAMES[outcome]),
        'Đúng hạn (%)',
        'Quá hạn (%)',
      ],
      ...rows.map(({ name, [counting]: figures }) => [
        name,
        figures.received,
        figures.settled,
        ...OUTCOMES.map((outcome) => figures[outcome]),
        figures.onTimePercent,
        figures.latePercent,
      ]),
      [note],
    ],
    columns: [{ width: 26 }, ...Array.from({ length: 10 }, () => ({ width: 16 }))],
  }));
  return writeXlsx({ sheets });
}
