import { expect, it } from 'vitest';
import { maskName } from '../../src/privacy/mask-name.js';

it.each([
  ['Nguyễn Văn An', 'Nguyễn V. A.'],
  ['  trần   thị  ánh ', 'trần T. Á.'],
  ['Y Bhăm', 'Y B.'],
  ['An', 'A.'],
  ['', ''],
  ['Nguyễn Văn An'.normalize('NFD'), 'Nguyễn V. A.'],
  ['Công ty TNHH Đại Phát', 'Công T. T. Đ. P.'],
])('%j is shown as %j', (name, shown) => expect(maskName(name)).toBe(shown));
