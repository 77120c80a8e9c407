/** What is said while a first start takes its time. */
import type { FirstStep } from '../app.js';
import type { Config } from '../config/index.js';

/** The sentence for a step that begins. */
export function tellFirstStep(step: FirstStep, { dataDir }: Pick<Config, 'dataDir'>): string {
  return step === 'database'
    ? `Lần chạy đầu: đang tạo cơ sở dữ liệu trong ${dataDir}…`
    : 'Lần chạy đầu: đang nạp danh mục khởi đầu…';
}
