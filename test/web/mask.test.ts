import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMasked, maskSecrets } from '../../src/web/mask.js';

describe('what a browser keeps of a message', () => {
  it.each([
    ['079200001234', '••••'],
    ['căn cước của tôi là 079200001234 nhé', 'căn cước của tôi là •••• nhé'],
    ['079 200 001 234', '••••'],
    ['gọi tôi số 0912.345.678', 'gọi tôi số ••••'],
    ['+84912345678', '••••'],
    ['cmnd 230123456', 'cmnd ••••'],
    ['1234', '••••'],
    [' 1234. ', '••••'],
    ['4 số cuối là 5678', '4 số cuối là ••••'],
    ['so cuoi 5678', 'so cuoi ••••'],
    ['last four digits: 5678', 'last four digits: ••••'],
    ['H21.17-240315-0001 5678', 'H21.17-240315-0001 ••••'],
    ['H21.17-240315-0001, số là 5678', 'H21.17-240315-0001, số là ••••'],
  ])('%j becomes %j', (typed, kept) => {
    expect(maskSecrets(typed)).toBe(kept);
    expect(isMasked(kept)).toBe(true);
  });

  it.each([
    'H21.17-240315-0001',
    'H21.17 240315 0001',
    '000.00.17.H21-190722-0001',
    'thủ tục 1.001193',
    '2.000815.000.00.00.H55',
    'sinh năm 1990 làm căn cước',
    'lệ phí 15.000 đồng',
    '2',
    'nghị định 118/2025/NĐ-CP',
  ])('%j stays', (typed) => {
    expect(maskSecrets(typed)).toBe(typed);
  });

  it('never keeps an identity or phone number, whatever stands around it', () => {
    const digits = fc.stringMatching(/^0\d{9}(\d\d)?$/);
    const words = fc.constantFrom('', 'số ', 'là: ', '(', '"');
    fc.assert(
      fc.property(words, digits, fc.constantFrom('', ' ạ', ')', '.', ', cảm ơn'), (before, number, after) => {
        expect(maskSecrets(`${before}${number}${after}`)).not.toContain(number);
      }),
    );
  });
});
