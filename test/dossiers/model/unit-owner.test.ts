import { describe, expect, it, test } from 'vitest';
import { describeOwner } from '../../../src/dossiers/model/unit-owner.js';

describe('describeOwner', () => {
  test.each([
    ['H01', 'An Giang'],
    ['H21.17', 'Gia Lai'],
    ['H29.142', 'TP. Hồ Chí Minh'],
    ['H35', 'Lai Châu'],
    ['H57.1', 'Huế'],
    ['h61', 'Vĩnh Long'],
  ])('%s is the province %s', (code, name) => {
    expect(describeOwner(code)).toEqual({ kind: 'province', name });
  });

  test.each([
    ['H33.12', 'Kiên Giang', 'H01', 'An Giang'],
    ['H30.45', 'Hậu Giang', 'H13', 'Cần Thơ'],
    ['H40', 'Nam Định', 'H42', 'Ninh Bình'],
    ['H58', 'Tiền Giang', 'H20', 'Đồng Tháp'],
    ['H63', 'Yên Bái', 'H38', 'Lào Cai'],
  ])('%s was %s and belongs to %s %s now', (code, name, successor, successorName) => {
    expect(describeOwner(code)).toEqual({
      kind: 'province',
      name,
      successor: { code: successor, name: successorName },
    });
  });

  it('knows 63 provinces, of which 34 stand', () => {
    const owners = Array.from({ length: 63 }, (_, i) => describeOwner(`H${String(i + 1).padStart(2, '0')}`));
    expect(owners.every(({ name }) => name !== null)).toBe(true);
    expect(owners.filter(({ successor }) => successor === undefined)).toHaveLength(34);
  });

  it('knows ministries, dissolved ones with their successor', () => {
    expect(describeOwner('G22.99')).toEqual({ kind: 'ministry', name: 'Văn phòng Chính phủ' });
    expect(describeOwner('G07').successor).toEqual({ code: 'G09', name: 'Bộ Nội vụ' });
  });

  it('has no name for what it does not know', () => {
    expect(describeOwner('H99')).toEqual({ kind: 'province', name: null });
    expect(describeOwner('A80')).toEqual({ kind: 'other', name: null });
  });
});
