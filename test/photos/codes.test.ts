import { describe, expect, it } from 'vitest';
import { receiptCodesIn } from '../../src/photos/codes.js';

const TODAY = '2026-12-01';
const CODE = 'H21.17-261120-0123';

describe('receipt codes read from a photo', () => {
  it.each([
    CODE,
    'h21.17-261120-0123',
    'H2117261120 0123',
    `Mã hồ sơ: ${CODE}\nHọ tên: Nguyễn Văn A`,
    `{"maHoSo":"${CODE}","ngayNhan":"20/11/2026"}`,
    `https://dichvucong.gov.vn/tra-cuu-ho-so?mhs=${CODE}`,
    'https://dichvucong.gov.vn/p/tra-cuu.html?ma_ho_so=000.00.17.H21-261120-0123&lang=vi',
    `https://zalo.me/s/123/?code=${encodeURIComponent(CODE)}&utm=qr`,
    `https://dichvucong.gov.vn/ho-so/${CODE}/chi-tiet`,
  ])('are found in %s', (text) => {
    expect(receiptCodesIn([text], TODAY)).toEqual([CODE]);
  });

  it('name each dossier once, in order', () => {
    const other = 'G22.99.2-20261120-000123';
    const texts = [`https://dichvucong.gov.vn/?mhs=${CODE}`, other, CODE, 'H21.17-261120-123'];
    expect(receiptCodesIn(texts, TODAY)).toEqual([CODE, other]);
  });

  it('are none in other codes: an identity card, a product, a procedure, a date to come', () => {
    const card = '012345678901|123456789|Nguyễn Văn H|01011990|Nam|H12.17/5 Đường D2, Hà Nội|01012021';
    const texts = [card, '8934563138165', 'https://zalo.me/0912345678', '1.001193', 'H21.17-271120-0123'];
    expect(receiptCodesIn(texts, TODAY)).toEqual([]);
    expect(receiptCodesIn([], TODAY)).toEqual([]);
  });
});
