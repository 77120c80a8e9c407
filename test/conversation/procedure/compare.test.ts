import { describe, it } from 'vitest';
import { check, procedureOf, type World } from '../../support/transcript.js';

const of = (code: string, name: string, place: string) =>
  procedureOf({ code, name, place, field: 'Cư trú', agency: 'Công an cấp xã' });
const procedures = [
  of('1.004194', 'Đăng ký tạm trú', 'Công an xã'),
  of('1.004222', 'Đăng ký thường trú', 'Công an phường'),
  of('1.010038', 'Tách hộ', 'Công an huyện'),
];
const world: World = { procedures, answers: {} };
const spoken = '> thủ tục 1.010038\n> thủ tục 1.004194\n> thủ tục 1.004222\n';

describe('procedures spoken of', () => {
  it('are told side by side in what is asked to differ', async () => {
    await check(
      world,
      `${spoken}> hai cái đó nộp ở đâu khác nhau không
       = procedure 1.004222 1.004194
       Nộp ở đâu: Công an phường
       Nộp ở đâu: Công an xã`,
    );
  });

  it('tell of every fee, however long the first of them is', async () => {
    const fee = { case: null, type: 'fee', validFrom: null, validTo: null } as const;
    const direct = { ...fee, channel: 'direct', amount: { kind: 'council' }, text: null } as const;
    const copy = {
      ...fee,
      channel: 'online',
      amount: { kind: 'unknown' },
      text: 'Phí cấp bản sao '.repeat(20),
    } as const;
    const code = '2.000635';
    const copies = procedureOf({ code, name: 'Cấp bản sao trích lục hộ tịch', fees: [copy, direct] });
    await check(
      { procedures: [...procedures, copies], answers: {} },
      `> thủ tục 1.004194\n> thủ tục ${code}\n> hai cái đó lệ phí khác nhau không\nHĐND cấp tỉnh quy định`,
    );
  });

  it('are told all of them, where not two are meant', async () => {
    await check(
      world,
      `${spoken}> mấy cái đó cái nào lâu nhất
       = procedure 1.004222 1.004194 1.010038
       Đăng ký thường trú
       Đăng ký tạm trú
       Tách hộ`,
    );
  });

  it('are not compared with anything where one alone was spoken of', async () => {
    await check(
      world,
      '> thủ tục 1.010038\n> hai cái đó nộp ở đâu khác nhau không\n= procedure 1.010038\nNộp ở đâu: Công an huyện',
    );
  });

  it('are compared with one named beside them', async () => {
    await check(
      { procedures, answers: { 'đăng ký tạm trú': { kind: 'answer', code: '1.004194', alternatives: [] } } },
      `> thủ tục 1.010038
       > cái này khác gì đăng ký tạm trú
       = procedure 1.010038 1.004194
       Tách hộ
       Đăng ký tạm trú`,
    );
  });

  it('or offered are told side by side before one is picked', async () => {
    await check(
      {
        procedures,
        answers: {
          'ở tạm': { kind: 'choices', codes: ['1.004194', '1.004222'], family: ['1.004194', '1.004222'] },
        },
      },
      `> ở tạm
       = choices 1.004194 1.004222
       > hai cái đó nộp ở đâu khác nhau không
       = procedure 1.004194 1.004222
       Nộp ở đâu: Công an xã
       Nộp ở đâu: Công an phường`,
    );
  });
});
