import { expect, it } from 'vitest';
import { collect } from './collect.js';

const answer = (over: object = {}) =>
  JSON.stringify({
    code: 'OK',
    message: 'OK',
    data: {
      id: '019d-1',
      code: '1.000001',
      name: 'Thủ tục  đăng ký mẫu',
      isWard: true,
      isProvince: false,
      isFullProcess: false,
      executionSteps: [{ name: '', description: '- Nộp hồ sơ\n- Nhận kết quả' }],
      executionMethods: [
        {
          submissionMethod: 'ONLINE',
          processingTime: 1,
          processingTimeUnit: 'OTHER',
          description: '',
          fees: [{ type: 'SERVICE_FEE', value: 0, description: '' }],
        },
        {
          submissionMethod: 'DIRECT',
          processingTime: 3,
          processingTimeUnit: 'WORKING_DAY',
          description: '',
          fees: [{ type: 'FEE', value: 0, description: 'Theo quy định của Hội đồng nhân dân cấp tỉnh.' }],
        },
      ],
      executionCases: [
        {
          name: '* Giấy tờ phải nộp:',
          profileComponents: [
            {
              name: '- Giấy chứng sinh;',
              code: 'KQ1',
              originalQty: 1,
              copyQty: 0,
              attachments: [{ fileName: 'mau-01.doc' }],
            },
          ],
        },
      ],
      cases: [{ name: 'Thủ tục đăng ký mẫu', processingDay: { qty: 1, type: 'WORKING_DAY' } }],
      subjectTypesDetails: [{ name: 'Công dân Việt Nam', code: 'ĐT1' }],
      legalBasisesDetails: [{ name: 'Luật Hộ tịch', code: '60/2014/QH13' }],
      unitGroupsExecuting: [{ name: 'Ủy ban nhân dân cấp xã' }],
      executingAgencies: '',
      category: { name: 'Hộ tịch', code: 'G15-TP07' },
      keywords: 'khai sinh, giấy khai sinh',
      procedureProposal: { proposalNumber: '163/QĐ-BTP', decisionDate: Date.parse('2026-01-15T17:00:00Z') },
      ...over,
    },
  });

it('reads an answer of the portal', async () => {
  const { entries, findings } = await collect(answer());
  expect(findings).toEqual([]);
  expect(entries[0]?.official).toMatchObject({
    code: '1.000001',
    name: 'Thủ tục đăng ký mẫu',
    field: 'Hộ tịch',
    levels: ['commune'],
    agency: 'Ủy ban nhân dân cấp xã',
    papers: [
      {
        name: null,
        papers: [{ name: 'Giấy chứng sinh', originals: 1, forms: ['mau-01.doc'], use: 'submit' }],
      },
    ],
    timeLimits: [
      { channel: 'direct', amount: 3, unit: 'workingDay' },
      { channel: null, case: null, amount: 1, unit: 'workingDay' },
    ],
    fees: [
      { channel: 'online', type: 'charge', amount: { kind: 'free' } },
      { channel: 'direct', type: 'fee', amount: { kind: 'council' } },
    ],
    serviceLevel: null,
    online: true,
    place: null,
    steps: '- Nộp hồ sơ\n- Nhận kết quả',
    keywords: ['khai sinh', 'giấy khai sinh'],
    decision: '163/QĐ-BTP',
    sourceDate: '2026-11-21',
    checkedOn: null,
  });
});

it('takes the decision date as the day in Viet Nam', async () => {
  expect((await collect(answer())).entries[0]?.official?.decisionDate).toBe('2026-01-16');
});

it('reads pretty-printed answers, answers one on a line, and an array of them', async () => {
  const pretty = JSON.stringify(JSON.parse(answer()), null, 2);
  const other = answer({ code: '1.000002' });
  expect((await collect(pretty)).entries).toHaveLength(1);
  expect((await collect(`${answer()}\n${other}\n`)).entries).toHaveLength(2);
  expect((await collect(`[${answer()},${other}]`)).entries).toHaveLength(2);
});

it('sets an answer without a record or with a bad code aside', async () => {
  expect((await collect('{"code":"ERROR","data":null}')).findings).toMatchObject([{ key: 'badRow' }]);
  expect((await collect(answer({ code: '2.009182739' }))).findings).toMatchObject([{ key: 'badCode' }]);
});

it('knows full online service and offline-only procedures', async () => {
  expect((await collect(answer({ isFullProcess: true }))).entries[0]?.official?.serviceLevel?.level).toBe(
    'full',
  );
  expect((await collect(answer({ isOfflineOnly: true }))).entries[0]?.official?.online).toBe(false);
});
