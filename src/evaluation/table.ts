import type { Measure, Score, Share } from './score.js';

const LABELS: Record<Measure, string> = {
  top1: 'đúng ở vị trí đầu',
  top3: 'đúng trong ba vị trí đầu',
  answeredDirectly: 'trả lời thẳng',
  wrongDirect: 'trả lời thẳng mà sai',
  refused: 'bị từ chối',
  outOfScopeRefused: 'ngoài phạm vi: từ chối',
  ambiguousAsked: 'mơ hồ: hỏi lại có ích',
  smalltalk: 'chào hỏi: nhận ra',
  dossier: 'hỏi hồ sơ: nhận ra',
  receiptRead: 'đọc được mã hồ sơ',
};

/** A score as a table for people, one line a measure, then top 1, top 3 and wrong answers by style. */
export function formatScore(score: Score): string {
  const measures = (Object.keys(LABELS) as Measure[])
    .filter((name) => score.measures[name].of > 0)
    .map((name) => `${LABELS[name].padEnd(28)} ${formatShare(score.measures[name])}`);
  const styles = [...score.byStyle].map(([style, shares]) =>
    [
      style.padEnd(16),
      formatShare(shares.top1),
      formatShare(shares.top3),
      formatShare(shares.wrongDirect),
    ].join(' '),
  );
  const heading = [
    'kiểu câu hỏi'.padEnd(16),
    ...['đầu', 'ba đầu', 'sai'].map((name) => name.padStart(18)),
  ].join(' ');
  const time = `thời gian quyết định           p50 ${score.p50.toFixed(2)} ms, p99 ${score.p99.toFixed(2)} ms`;
  return [`${score.questions} câu hỏi`, ...measures, time, '', heading, ...styles, ''].join('\n');
}

function formatShare({ count, of }: Share): string {
  const share = of === 0 ? '–' : `${((100 * count) / of).toFixed(1)} %`;
  return `${share.padStart(7)} (${count}/${of})`.padEnd(18);
}

/** Two scores of the same questions side by side, one line a measure; an arrow marks what changed. */
export function formatChange(before: Score, after: Score): string {
  const lines = (Object.keys(LABELS) as Measure[])
    .filter((name) => before.measures[name].of > 0 || after.measures[name].of > 0)
    .map((name) => {
      const [was, is] = [formatShare(before.measures[name]), formatShare(after.measures[name])];
      return `${LABELS[name].padEnd(28)} ${was} ${was === is ? '  ' : '→ '}${was === is ? '' : is}`.trimEnd();
    });
  return `${lines.join('\n')}\n`;
}
