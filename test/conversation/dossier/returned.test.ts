import { describe, expect, it } from 'vitest';
import type { Dossiers } from '../../../src/conversation/lookups.js';
import type { HolderView } from '../../../src/dossiers/look-up/look-up.js';
import { NOTHING_OPENS, VIEW } from '../../support/holder-view.js';
import { check, procedureOf } from '../../support/transcript.js';

const CODE = 'H21.17-261116-0012';
const AT = new Date('2026-11-16T02:00:00Z');

const RETURNED: HolderView = {
  ...VIEW,
  code: CODE,
  receivedAt: AT,
  status: 3,
  statusAt: AT,
  dueAt: null,
  dueOriginal: null,
  lateness: 'notCounted',
  owner: null,
  reason: 'Sai mẫu',
};

const dossiers: Dossiers = {
  ...NOTHING_OPENS,
  lookUp: async () => ({ kind: 'open', view: RETURNED }),
  again: async () => RETURNED,
  procedureName: async () => 'Đăng ký khai sinh',
  supplementBy: async () => '2026-12-02',
};

const nowhere = { procedures: [] };

describe('a dossier given back', () => {
  it.each([
    'hồ sơ bị trả lại',
    'ho so cua toi bi tra lai',
    'hồ sơ của tôi bị trả về rồi giờ phải làm sao',
    'sao hồ sơ em nộp hôm qua bị trả lại vậy ạ',
    'trả lại hồ sơ',
    'xã trả lại hồ sơ là sao',
    'đơn bị trả lại',
  ])('"%s": which of the three is asked', async (said) => {
    await check(
      nowhere,
      `> ${said}
       = dossier
       ba việc khác nhau
       ! gửi mã
       [Cơ quan yêu cầu bổ sung giấy tờ]
       [Cơ quan từ chối hồ sơ]
       [Tôi muốn rút hồ sơ]`,
    );
  });

  it.each([
    ['1', 'chưa bị từ chối', '15 ngày'],
    ['cái thứ hai', 'từ chối sau khi xem xét', 'khiếu nại'],
    ['Tôi muốn rút hồ sơ', 'trước khi cơ quan có quyết định', 'không rút thay'],
  ])('what to do is told when %s is picked', async (pick, ...parts) => {
    await check(nowhere, `> hồ sơ bị trả lại\n> ${pick}\n= dossier\n${parts.join('\n')}\nViệc cần làm`);
  });

  it('is asked about in English too', async () => {
    await check(
      nowhere,
      `> my application was returned, what should I do
       three different things
       [The office has refused it]
       > 2
       file a new dossier`,
    );
  });

  it('where dossiers are kept, its code is asked for as well, and an open one answers for itself', async () => {
    const world = { procedures: [procedureOf({ code: '1.001193', name: 'Khai sinh' })], dossiers };
    await check(
      world,
      `> hồ sơ bị trả lại
       gửi mã
       > ${CODE}
       bốn số cuối
       > hồ sơ bị trả lại là sao
       bốn chữ số cuối
       ! ba việc
       > 5678
       Sai mẫu
       > sao hồ sơ của tôi bị trả lại
       không được tiếp nhận. Lý do: Sai mẫu.
       ! ba việc`,
    );
  });

  it.each([
    'trả lại hồ sơ gốc',
    'xin rút hồ sơ',
    'tra lại hồ sơ',
    'tra lai ho so',
    'trả lại giấy phép hộ kinh doanh',
    'đi làm hồ sơ chỗ nào cũng bị trả về, sửa giấy khai sinh ở đâu',
    'khi nào trả lại hồ sơ',
    'bị trả lại tiền thuế',
  ])('"%s" is something else', async (said) => {
    const { replies } = await check(nowhere, `> ${said}\n! ba việc`);
    expect(replies).toHaveLength(1);
  });
});
