import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fee, PaperCase, TimeLimit } from '../../../src/catalogue/procedure.js';
import type { Reply } from '../../../src/conversation/message.js';
import { ownCaseOf } from '../../../src/conversation/procedure/own-case.js';
import { type Circumstances, retold } from '../../../src/conversation/reading/circumstances.js';
import { translator } from '../../../src/i18n/translate.js';
import { knowledgeOf } from '../../support/records.js';
import { check, procedureOf, type World } from '../../support/transcript.js';

const paper = (name: string) => ({
  name,
  originals: 1,
  copies: null,
  forms: [],
  code: null,
  use: 'submit' as const,
});
const caseOf = (name: string | null, ...papers: string[]): PaperCase => ({
  name,
  papers: papers.map(paper),
  notes: [],
});
const fee = (name: string | null, vnd: number, channel: Fee['channel'] = null): Fee => ({
  channel,
  case: name,
  type: 'fee',
  amount: { kind: 'amount', vnd },
  text: null,
  validFrom: null,
  validTo: null,
});
const time = (name: string | null, amount: number, text: string | null = null): TimeLimit => ({
  channel: null,
  case: name,
  amount,
  unit: 'workingDay',
  text,
});

const residence = procedureOf({
  code: '1.004222',
  name: 'Đăng ký thường trú',
  papers: [
    caseOf('Vào nhà thuộc sở hữu của mình', 'Giấy tờ chứng minh chỗ ở'),
    caseOf('Về ở với vợ, chồng, cha mẹ, con', 'Giấy tờ chứng minh quan hệ'),
    caseOf('Nhà thuê, mượn, ở nhờ', 'Hợp đồng thuê'),
  ],
  fees: [fee(null, 20_000, 'direct'), fee(null, 10_000, 'online')],
});
const passport = procedureOf({
  code: '1.001456',
  name: 'Cấp hộ chiếu phổ thông',
  papers: [
    caseOf(null, 'Tờ khai'),
    caseOf('Người dưới 14 tuổi', 'Bản sao giấy khai sinh'),
    caseOf('Bị mất', 'Đơn báo mất'),
  ],
  fees: [fee('Cấp mới', 200_000), fee('Cấp lại do hỏng hoặc mất', 400_000), fee('Xin thêm bản sao', 8_000)],
  timeLimits: [time(null, 8), time('Bị mất', 30, 'Thêm 30 ngày xác minh.')],
});

function papersFor(procedure: typeof passport, told: Circumstances): string[] {
  const { papers } = ownCaseOf(procedure, told).procedure;
  return (papers.value ?? []).flatMap((one) => one.papers.map(({ name }) => name));
}

const amounts = (procedure: typeof passport, told: Circumstances) =>
  (ownCaseOf(procedure, told).procedure.fees.value ?? []).map(({ amount }) =>
    amount.kind === 'amount' ? amount.vnd : null,
  );

describe('the case that fits what was told', () => {
  it('keeps its papers and those of every case', () => {
    expect(papersFor(residence, { rents: true })).toEqual(['Hợp đồng thuê']);
    expect(papersFor(passport, { age: { number: 8, unit: 'year' } })).toEqual([
      'Tờ khai',
      'Bản sao giấy khai sinh',
    ]);
  });

  it('lets fall away what is told otherwise', () =>
    expect(papersFor(passport, { age: { number: 30, unit: 'year' } })).toEqual(['Tờ khai', 'Đơn báo mất']));

  it('has its own fee, beside what is due besides', () =>
    expect(amounts(passport, { lost: true })).toEqual([400_000, 8_000]));

  it('has the fee of the way it is handed in', () => {
    expect(amounts(residence, { online: true })).toEqual([10_000]);
    expect(amounts(residence, { online: false })).toEqual([20_000]);
  });

  it('has to fit in every respect, also in how it is handed in', () => {
    const card = procedureOf({
      code: '1.014064',
      name: 'Cấp lại thẻ căn cước',
      timeLimits: [time(null, 7), time('Mất hoặc hỏng thẻ, nộp trực tuyến toàn trình', 5)],
    });
    const days = (told: Circumstances) =>
      ownCaseOf(card, told).procedure.timeLimits.value?.map(({ amount }) => amount);
    expect(days({ lost: true })).toEqual([7, 5]);
    expect(days({ lost: true, online: true })).toEqual([5]);
    expect(days({ lost: true, online: false })).toEqual([7]);
  });

  it('keeps the usual time where another comes on top of it', () =>
    expect(ownCaseOf(passport, { lost: true }).procedure.timeLimits.value).toHaveLength(2));

  it('is late when the child is older than 60 days', () => {
    const birth = procedureOf({
      code: '1.001193',
      name: 'Đăng ký khai sinh',
      fees: [fee('Đăng ký đúng hạn (trong 60 ngày)', 1), fee('Đăng ký quá hạn', 2)],
    });
    expect(amounts(birth, { forWhom: 'child', age: { number: 70, unit: 'day' } })).toEqual([2]);
    expect(amounts(birth, { forWhom: 'child', age: { number: 1, unit: 'month' } })).toEqual([1]);
    expect(amounts(birth, { age: { number: 30, unit: 'year' } })).toEqual([1, 2]);
  });

  it('is the one that was picked, by its number', () => {
    expect(papersFor(residence, { inCase: 2 })).toEqual(['Giấy tờ chứng minh quan hệ']);
    expect(papersFor(residence, { inCase: 9 })).toHaveLength(3);
  });

  it('never leaves nothing, and says what it rests on where something fell away', () =>
    fc.assert(
      fc.property(
        fc.record(
          {
            rents: fc.boolean(),
            ownsHome: fc.boolean(),
            joinsFamily: fc.boolean(),
            lost: fc.boolean(),
            damaged: fc.boolean(),
            online: fc.boolean(),
            age: fc.record({ number: fc.integer({ min: 0, max: 99 }), unit: fc.constant('year' as const) }),
          },
          { requiredKeys: [] },
        ),
        fc.constantFrom(residence, passport),
        (told, procedure) => {
          const { procedure: own, assumed } = ownCaseOf(procedure, told);
          const cases = own.papers.value?.length ?? 0;
          expect(cases).toBeGreaterThan(0);
          expect(own.fees.value?.length).toBeGreaterThan(0);
          if (cases < (procedure.papers.value?.length ?? 0)) expect(assumed.papers).not.toEqual([]);
        },
      ),
    ));

  it('is corrected by what is told later', () => {
    expect(retold({ rents: true, poor: true }, { ownsHome: true })).toEqual({ poor: true, ownsHome: true });
    expect(retold({ inCase: 2 }, { rents: true })).toEqual({ rents: true });
    expect(retold({ inCase: 2, poor: true }, {})).toEqual({ inCase: 2, poor: true });
  });
});

describe('told in a conversation', () => {
  const world: World = {
    procedures: [residence],
    answers: { 'nhập hộ khẩu': { kind: 'answer', code: '1.004222', alternatives: [] } },
  };

  it('chooses the papers at once, says so, and is corrected', () =>
    check(
      world,
      `> nhập hộ khẩu
       > em ở nhà thuê
       Tính cho trường hợp: nhà thuê, ở nhờ
       Hợp đồng thuê
       > giấy tờ cần gì
       Hợp đồng thuê
       > không phải nhà thuê, nhà của em
       Tính cho trường hợp: nhà của mình
       Giấy tờ chứng minh chỗ ở`,
    ));

  it('is asked for where a list for one’s own case is wanted and nothing was told', () =>
    check(
      world,
      `> nhập hộ khẩu
       > danh sách cho trường hợp của tôi
       anh/chị thuộc trường hợp nào
       [Trường hợp: Nhà thuê, mượn, ở nhờ]
       > 3
       Tính cho trường hợp: Nhà thuê, mượn, ở nhờ
       Hợp đồng thuê
       > danh sách cho trường hợp của tôi
       Hợp đồng thuê`,
    ));

  it('stands under the name, and in a card with the papers of the case alone', async () => {
    const { replies } = await check(world, '> nhập hộ khẩu\n> em ở nhà thuê');
    const remark = 'Tính cho trường hợp: nhà thuê, ở nhờ';
    expect(replies[0]?.blocks.slice(0, 2)).toMatchObject([
      { type: 'title' },
      { type: 'notes', notes: [expect.stringContaining(remark)] },
    ]);
    expect(cardOf(replies)).toEqual([expect.stringContaining(remark), 'Hợp đồng thuê']);
  });

  it('is remarked on a card of another part, which the case does not change', async () => {
    const { replies } = await check(world, '> nhập hộ khẩu\n> em ở nhà thuê\n> lệ phí bao nhiêu\n! Tính cho');
    expect(cardOf(replies)).toEqual([expect.stringContaining('nhà thuê, ở nhờ'), 'Hợp đồng thuê']);
  });
});

/** What the last card remarks, and its papers. */
function cardOf(replies: readonly Reply[]): string[] {
  const card = replies.at(-1)?.card;
  const papers = (card?.papers ?? []).flatMap((one) => one.papers.map(({ name }) => name));
  return [...(card?.remarks ?? []), ...papers];
}

describe('what is done next', () => {
  it('is a list after all the rest', async () => {
    const fact = knowledgeOf({
      id: 'next',
      codes: ['1.004222'],
      topic: 'next',
      fact: 'Làm tiếp thủ tục 1.001456.',
    });
    const { replies } = await check(
      {
        procedures: [{ ...residence, knowledge: [fact] }, passport],
        answers: { 'nhập hộ khẩu': { kind: 'answer', code: '1.004222', alternatives: [] } },
      },
      '> nhập hộ khẩu\n[Cấp hộ chiếu phổ thông]',
    );
    expect(replies[0]?.blocks.at(-1)).toMatchObject({
      type: 'list',
      title: translator('vi')('next.heading'),
      items: [{ text: expect.stringContaining('1.001456') }],
    });
  });
});
