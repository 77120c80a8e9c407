/** What is said while a first start takes its time. */
import type { FirstStep } from '../app.js';
import type { Config } from '../config/index.js';
import type { Say } from '../i18n/terminal.js';

/** The sentence for a step that begins. */
export function tellFirstStep(step: FirstStep, { dataDir }: Pick<Config, 'dataDir'>, say: Say): string {
  return step === 'database'
    ? say('Lần chạy đầu: đang tạo cơ sở dữ liệu trong {folder}…', { folder: dataDir })
    : say('Lần chạy đầu: đang nạp danh mục khởi đầu…');
}
