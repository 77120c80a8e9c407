import { describe, expect, it } from 'vitest';
import { spokenCodes, spokenDigits } from '../../../src/dossiers/receipt-code/spoken.js';

const read = (text: string) =>
  spokenCodes(text, '2026-11-29').map((code) => 'canonical' in code && code.canonical);

describe('a code that was read out', () => {
  it.each([
    ['h21 chấm 17 gạch hai sáu mười một mười chín gạch không không bốn mốt', 'H21.17-261119-0041'],
    [
      'mã là hát hai mươi mốt chấm mười bảy gạch hai sáu một một không năm gạch không một hai ba',
      'H21.17-261105-0123',
    ],
    ['h 21 cham muoi bay gach ngang 26 muoi mot 12 gach 0077 nha em', 'H21.17-261112-0077'],
    ['H21 chấm 41 gạch 261120 gạch ba trăm lẻ hai', 'H21.41-261120-302'],
  ])('%s', (text, code) => {
    expect(read(text)).toEqual([code]);
    expect(spokenCodes(text, '2026-11-29')[0]?.kind).toBe('guess');
  });

  it.each([
    'hai mươi mốt chấm mười bảy',
    'h21 chấm 17 gạch chín chín chín chín chín chín gạch không một',
    'hai vợ chồng gạch tên nhau',
    'tôi nộp hai bộ, một bộ chấm dứt hợp đồng, một bộ xin phép',
  ])('none: %s', (text) => expect(read(text)).toEqual([]));

  it('has two ways without marks', () => {
    expect(spokenDigits(['sau', 'muoi', 'mot'])).toEqual(['61', '601', '611', '6101']);
    expect(spokenDigits(['sáu', 'mươi', 'mốt'])).toEqual(['61', '601']);
    expect(spokenDigits(['mười', 'sáu'])).toContain('16');
  });
});
