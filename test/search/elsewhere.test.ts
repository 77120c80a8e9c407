import { describe, expect, it } from 'vitest';
import { ELSEWHERE } from '../../src/search/document.js';
import { buildIndex } from '../../src/search/procedure-index.js';
import { codesOf } from '../../src/search/search.js';
import { createSearcher } from '../../src/search/searcher.js';
import { tellExplanation } from '../../src/search/tell.js';
import { document, few, shipped } from './fixture.js';

const fines = document(`${ELSEWHERE}fines`, '', {
  everydayNames: ['vượt đèn đỏ phạt bao nhiêu tiền', 'nộp phạt nguội'],
});
const copies = ['1.900001', '1.900002'].map((code) =>
  document(code, 'Hỗ trợ trồng cây quế', { local: true }),
);
const documents = [...few, fines, ...copies];
const searcher = createSearcher(buildIndex(documents, shipped), shipped);

describe('what no procedure answers', () => {
  it('is declined, and named', () =>
    expect(searcher.search('nộp phạt nguội ở đâu')).toEqual({ kind: 'decline', about: 'fines' }));

  it('is never answered with, nor counted', () => {
    expect(searcher.size).toBe(documents.length - 1);
    expect(JSON.stringify(searcher.search('phạt vượt đèn đỏ'))).not.toContain(`"${ELSEWHERE}`);
  });

  it('does not stand in the way of procedures', () =>
    expect(searcher.search('đăng ký kết hôn')).toMatchObject({ kind: 'answer', code: '1.000894' }));

  it('does not stand in their way for a few words in common', () => {
    const { elsewhere, decision } = searcher.explain('đăng ký kết hôn nộp bao nhiêu tiền');
    expect(elsewhere?.score).toBeGreaterThan(0);
    expect(codesOf(decision)[0]).toBe('1.000894');
  });

  it('is not named for a few words in common', () =>
    expect(searcher.search('nuôi cá voi bao nhiêu tiền')).toEqual({ kind: 'decline' }));
});

describe('copies of one procedure', () => {
  it('are offered once', () => {
    const decision = JSON.stringify(searcher.search('hỗ trợ trồng cây quế'));
    expect(decision).toContain('1.900001');
    expect(decision).not.toContain('1.900002');
  });
});

describe('an explanation', () => {
  const tell = (text: string) => {
    const explanation = searcher.explain(text);
    const candidates = explanation.candidates.map((candidate) => ({
      ...candidate,
      code: searcher.codeOf(candidate),
      name: 'tên',
    }));
    const elsewhere = explanation.elsewhere && { ...explanation.elsewhere, topic: 'fines' };
    return tellExplanation(text, { ...explanation, candidates, elsewhere }, shipped);
  };

  it('tells what was understood, considered and decided', () => {
    expect(tell('làm lại sổ đỏ bị mất')).toMatch(/hiểu là.*1\.012786.*Quyết định: .*dấu hiệu/s);
    expect(tell('nộp phạt nguội')).toContain('Quyết định: TỪ CHỐI (chuyện: fines)');
    expect(tell('ddang ky ket hon')).toMatch(/đọc là: .*k.t h.n/);
  });

  it('tells which words counted little, and what was to be done', () => {
    const told = tell('cho em hỏi cấp lại và gia hạn thẻ căn cước');
    expect(told).toMatch(/từ đệm, ít tính: cho em hỏi/);
    expect(told).toMatch(/việc: \S+, \S+\n/);
    expect(tell('thẻ căn cước')).not.toContain('từ đệm');
  });

  it('has a word for nothing at all', () => {
    expect(tell('zzz')).toMatch(/không có\n.*không từ nào/s);
    expect(tell('kết hôn')).not.toContain('không có\n');
  });
});
