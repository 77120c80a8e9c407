import { describe, expect, it } from 'vitest';
import { readExchangeRow } from '../../../src/dossiers/exchange/national-exchange.js';

const row = {
  MaHoSo: '000.00.17.H21-261120-0012',
  MaTTHC: '1.001193.000.00.00.H21',
  NgayTiepNhan: '20261120090000',
};
const read = (given: object) => {
  const answer = readExchangeRow('DongBoHoSoMC', { ...row, ...given });
  return answer.ok ? answer.reported : answer.error.issues[0]?.path;
};

describe('the national exchange', () => {
  it('reads a dossier: codes as numbers or texts, times of Viet Nam, empty fields as nothing said', () => {
    expect(
      read({
        HinhThuc: 3,
        ChuHoSo: ' Nguyễn Văn An ',
        SoDienThoai: 905123456,
        MaDoiTuong: '064099123456',
        NgayHenTra: '20261127',
        TrangThaiHoSo: '',
        MaDonViTiepNhan: '000.00.17.H21',
        NguoiXuLy: 'Cán bộ A',
      }),
    ).toEqual({
      code: row.MaHoSo,
      dossier: {
        procedure: '1.001193',
        receivedAt: new Date('2026-11-20T02:00:00Z'),
        submission: 'post',
        owner: { name: 'Nguyễn Văn An', phone: '905123456', identity: '064099123456' },
        dueAt: new Date('2026-11-27T05:00:00Z'),
        receivingUnit: 'H21.17',
      },
      events: [],
    });
  });

  it.each([
    [2, {}, [[2, '2026-11-20T02:00:00.000Z']], undefined],
    ['4', {}, [], 4],
    ['Yêu cầu bổ sung giấy tờ', {}, [], 5],
    [9, { NgayKetThucXuLy: '20261123100000' }, [[9, '2026-11-23T03:00:00.000Z']], undefined],
    [9, {}, [], 9],
    [
      '10',
      { NgayKetThucXuLy: '20261123100000', NgayTra: '20261124100000' },
      [
        [9, '2026-11-23T03:00:00.000Z'],
        [10, '2026-11-24T03:00:00.000Z'],
      ],
      undefined,
    ],
    [10, { NgayTra: '20261124100000' }, [[10, '2026-11-24T03:00:00.000Z']], undefined],
  ])(
    'state %s becomes the steps whose times are told, else a state of now',
    (TrangThaiHoSo, given, steps, state) => {
      const reported = read({ TrangThaiHoSo, ...given });
      if (!reported || !('events' in reported)) throw new Error('not read');
      expect(reported.events.map(({ status, at }) => [status, at?.toISOString()])).toEqual(steps);
      expect(reported.state?.status).toBe(state);
      expect(new Set(reported.events.map(({ id }) => id)).size).toBe(reported.events.length);
    },
  );

  it.each([
    [{ MaHoSo: '' }, ['MaHoSo']],
    [{ MaTTHC: undefined }, ['MaTTHC']],
    [{ NgayTiepNhan: undefined }, ['NgayTiepNhan']],
    [{ NgayTiepNhan: '20260230090000' }, ['NgayTiepNhan']],
    [{ NgayTiepNhan: '20/11/2026' }, ['NgayTiepNhan']],
    [{ NgayHenTra: '20261120250000' }, ['NgayHenTra']],
    [{ TrangThaiHoSo: 11 }, ['TrangThaiHoSo']],
    [{ HinhThuc: 9 }, ['HinhThuc']],
    [{ ChuHoSo: 'a'.repeat(501) }, ['ChuHoSo']],
    [{ ChuHoSo: { $ne: null } }, ['ChuHoSo']],
  ])('%j is refused, naming the field', (given, path) => {
    expect(read(given)).toEqual(path);
  });

  it('takes the day of filing where none of reception is told', () => {
    expect(read({ NgayTiepNhan: null, NgayNop: '202611201030' })).toMatchObject({
      dossier: { receivedAt: new Date('2026-11-20T03:30:00Z') },
    });
  });

  it('reads a step of progress, without the name of the officer', () => {
    const step = {
      MaHoSo: 'H21.17-261120-0012',
      NguoiXuLy: 'Cán bộ A',
      ThoiDiemXuLy: '20261123100000',
      NoiDungXuLy: 'Trình ký',
      TrangThai: '4',
    };
    const first = readExchangeRow('CapNhatTienDoHoSoMC', step);
    expect(first).toMatchObject({
      ok: true,
      reported: {
        code: 'H21.17-261120-0012',
        events: [{ status: 4, at: new Date('2026-11-23T03:00:00Z'), reason: 'Trình ký' }],
      },
    });
    expect(JSON.stringify(first)).not.toContain('Cán bộ A');
    expect(readExchangeRow('CapNhatTienDoHoSoMC', { ...step, ThoiDiemXuLy: 20261123100000 })).toEqual(first);
    expect(readExchangeRow('CapNhatTienDoHoSoMC', { ...step, TrangThai: 'xong' }).ok).toBe(false);
    expect(readExchangeRow('CapNhatTienDoHoSoMC', 'x').ok).toBe(false);
  });
});
