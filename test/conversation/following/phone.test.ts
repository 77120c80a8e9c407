import { describe, expect, it } from 'vitest';
import type { Dossiers, Following } from '../../../src/conversation/lookups.js';
import { readFollowRequest } from '../../../src/conversation/reading/details/follow.js';
import { readPhoneRequest } from '../../../src/conversation/reading/details/phone.js';
import { check, UNREMEMBERED, type World } from '../../support/transcript.js';

/** A conversation that can be told by telephone number; `kept`: the number it agreed to. */
function worldOf(canPhone = true) {
  const memory: { kept: string | null } = { kept: null };
  const phone = {
    set: async (given: string) => {
      memory.kept = given;
    },
    kept: async () => memory.kept,
    forget: async () => {
      const had = memory.kept !== null;
      memory.kept = null;
      return had;
    },
  };
  const following = {
    canNotify: true,
    list: async () => [],
    phone: canPhone ? phone : null,
  } as Partial<Following> as Following;
  const world: World = {
    procedures: [],
    following,
    dossiers: { ...UNREMEMBERED, keptDays: 365 } as Dossiers,
  };
  return { memory, world };
}

describe('being told by telephone number', () => {
  it('is agreed to after the number was read back, and ended by a word', async () => {
    const { memory, world } = worldOf();
    await check(
      world,
      `> báo qua số 0912 345 678
       0912345678, đúng không
       mã hồ sơ, tình trạng, ngày hẹn trả
       được mã hóa
       [Đồng ý]
       > 1
       báo qua số 0912345678
       “bỏ số điện thoại”`,
    );
    expect(memory.kept).toBe('84912345678');
    await check(world, '> xem dữ liệu của tôi\nba số cuối 678\n! 0912345678');
    await check(
      world,
      '> bỏ số điện thoại\nĐã xóa số điện thoại\n> xóa số điện thoại của tôi\nkhông giữ số điện thoại nào',
    );
    expect(memory.kept).toBeNull();
  });

  it('is not agreed to by giving the number alone', async () => {
    const { memory, world } = worldOf();
    await check(world, '> báo qua số điện thoại 0912345678\nđúng không\n> báo qua số\nví dụ: báo qua số');
    expect(memory.kept).toBeNull();
  });

  it('is refused where nothing goes by telephone number', async () => {
    await check(worldOf(false).world, '> báo qua số 0912345678\nkhông báo qua số điện thoại');
  });
});

describe('a number', () => {
  it.each([
    ['báo qua số 0912.345.678', '84912345678'],
    ['bao qua sdt 84 912 345 678', '84912345678'],
    ['nhận tin qua số điện thoại +84912345678', '84912345678'],
    ['tell me by phone 0912-345-678', '84912345678'],
    ['báo qua số 0912345678 hoặc 0987654321', null],
    ['báo qua số 02693824225', null],
    ['báo qua số 091234567', null],
  ])('in %j is %s', (text, phone) => {
    expect(readPhoneRequest(text)).toEqual({ kind: 'phone', phone, agreed: false });
  });

  it.each([
    'nhận tin qua zalo',
    'báo số điện thoại của phường',
    'nộp qua số nhà 12',
    'số 0912345678 là của ai',
  ])('is not meant by %j', (text) => {
    expect(readFollowRequest(text)?.kind).not.toBe('phone');
  });
});
