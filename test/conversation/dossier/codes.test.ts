import { describe, expect, it } from 'vitest';
import { check } from '../../support/transcript.js';

const world = { procedures: [] };

describe('receipt codes', () => {
  it('are named with their office and where to look them up, never whether they exist', async () => {
    const turn = await check(
      world,
      `> hồ sơ h21.17-240315-0001 tới đâu rồi
       = dossier
       Mã H21.17-240315-0001 là mã hồ sơ của một cơ quan thuộc Gia Lai.
       dichvucong.gov.vn
       “Tra cứu hồ sơ”
       ! tồn tại
       ! không tìm thấy`,
    );
    expect(turn.outcome.receipt).toBe('H21.17-240315-0001');
  });

  it('may be several, of a province that was merged, of a ministry or unknown', async () => {
    await check(
      world,
      `> H33.12-240315-0001, G22.99-250701-000123 và A80.01-240315-0001
       Kiên Giang (cũ), nay thuộc An Giang
       G22.99-250701-000123 là mã hồ sơ của Văn phòng Chính phủ
       không rõ của cơ quan nào`,
    );
  });

  it.each(['đúng', 'ok', '1', 'yes', 'H21.17-240315-0001'])(
    'read without separators are confirmed with %s',
    async (yes) => {
      await check(
        world,
        `> H21172403150001
       = dossier
       Có phải mã hồ sơ của anh/chị là H21.17-240315-0001 không?
       [Đúng mã này]
       > ${yes}
       = dossier
       H21.17-240315-0001`,
      );
    },
  );

  it.each(['không', 'không phải', '2', 'sai rồi'])('or typed again after %s', async (no) => {
    await check(world, `> H21172403150001\n> ${no}\n= dossier\nAnh/chị nhập lại mã`);
  });

  it('are forgotten when the person speaks of something else', async () => {
    const turn = await check(world, '> H21172403150001\n> cảm ơn\n= smalltalk');
    expect(turn.session.confirming).toBeNull();
  });

  it('of the social insurance and with impossible dates are told apart', async () => {
    await check(
      world,
      `> 03706/2026/07906
       = dossier
       Bảo hiểm xã hội
       > H21.17-241315-0001
       = dossier
       không có tháng đó
       > H21.17-290101-0001
       một ngày chưa tới`,
    );
  });
});

describe('a dossier without a code', () => {
  it('is told where to look and what to do without the receipt', async () => {
    await check(
      world,
      `> hồ sơ của tui tới mô rồi
       = dossier
       không tra được theo tên
       > mất giấy biên nhận rồi
       = dossier
       giấy tờ tùy thân
       > mã hồ sơ nằm ở đâu
       = dossier
       cạnh mã vạch
       > xong chưa
       = dossier
       > where is my application
       = dossier
       Dossiers cannot be looked up here yet`,
    );
  });
});
