import { describe, it } from 'vitest';
import { DESK } from '../../support/dossier-reply.js';
import { check, procedureOf, type World } from '../../support/transcript.js';

const office = { ...DESK, code: 'H56', name: 'Tỉnh Thanh Hóa', parentCode: null, address: null, phone: null };

const time = (amount: number) => [
  { channel: null, case: null, amount, unit: 'workingDay' as const, text: null },
];
const ministry = procedureOf({ code: '1.012784', name: 'Tách thửa đất', timeLimits: time(12) });
const province = procedureOf({
  code: '1.115490',
  name: 'Tách thửa đất',
  promulgatingAgency: 'UBND tỉnh Thanh Hóa',
  timeLimits: time(9),
});
const empty = procedureOf({
  code: '1.115999',
  name: 'Tách thửa đất',
  promulgatingAgency: 'UBND tỉnh Gia Lai',
});
const answer = { kind: 'answer' as const, code: '1.012784', alternatives: [] };
const world = (more: Partial<World> = {}): World => ({
  procedures: [ministry, province, empty],
  answers: Object.fromEntries(
    ['tách thửa', 'tách thửa ở Thanh Hóa', 'tách thửa ở Gia Lai'].map((q) => [q, answer]),
  ),
  own: { '1.012784 Thanh Hóa': '1.115490', '1.012784 Gia Lai': '1.115999' },
  ...more,
});

describe('a province’s own version', () => {
  it('answers where the province is named', () =>
    check(
      world(),
      '> tách thửa ở Thanh Hóa\n= procedure 1.012784\nTheo bản của UBND tỉnh Thanh Hóa (mã 1.115490)\n9 ngày làm việc\n! 12 ngày',
    ));

  it('answers where these offices are the province’s', () =>
    check(world({ units: [office] }), '> tách thửa\n= procedure 1.012784\n9 ngày làm việc'));

  it('does not where no province is known, or it tells nothing', async () => {
    await check(world(), '> tách thửa\n= procedure 1.012784\n12 ngày làm việc\n! Theo bản');
    await check(world(), '> tách thửa ở Gia Lai\n= procedure 1.012784\n12 ngày làm việc');
  });

  it('answers what is asked on once the province is told', () =>
    check(world(), '> tách thửa\n12 ngày\n> tôi ở Thanh Hóa\n= procedure 1.012784\n9 ngày làm việc'));
});
