import { describe, expect, it } from 'vitest';
import { maskPersonal } from '../../src/search/mask.js';

describe('masking', () => {
  it.each([
    ['gọi tôi số 0912 345 678 nhé', 'gọi tôi số [số] nhé'],
    ['căn cước 079203001234 hết hạn', 'căn cước [số] hết hạn'],
    ['hồ sơ H21.17-250101-0001 tới đâu', 'hồ sơ [số] tới đâu'],
    ['gửi về an.nguyen@example.vn giúp', 'gửi về [thư] giúp'],
    ['tôi là Trần Thị Bích muốn đổi tên', 'tôi là [tên] muốn đổi tên'],
    ['Nguyễn Văn An xin cấp lại', '[tên] xin cấp lại'],
    ['em tên nguyen van an xin cap lai', 'em tên [tên] cap lai'],
    ['Tôi tên Hạnh. Giờ làm sao?', 'Tôi tên [tên]. Giờ làm sao?'],
    ['Chị ấy bảo: "Hạnh ơi"', 'Chị ấy bảo: "[tên] ơi"'],
    ['điện thoại +84 91-234-5678', 'điện thoại [số]'],
  ])('makes %j %j', (text, masked) => expect(maskPersonal(text)).toBe(masked));

  it.each(['Làm lại CCCD mất 2 ngày?', 'đổi bằng B2', 'xe 150 cc', 'VNeID mức 2', ''])(
    'leaves %j alone',
    (text) => expect(maskPersonal(text)).toBe(text),
  );
});
