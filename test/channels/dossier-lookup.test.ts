/** Looking a dossier up over the web channel, from the desk's filing to the citizen's answer, on a real database. */
import { randomBytes, randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '../../src/app.js';
import { createReceive, type Receive } from '../../src/channels/receive.js';
import { createWebChat } from '../../src/channels/web/index.js';
import { applyBatch } from '../../src/dossiers/change/update.js';
import { issueLetIn } from '../../src/dossiers/look-up/let-in.js';
import { dossierKey } from '../../src/dossiers/model/dossier.js';
import { dossierInput, eventInput } from '../../src/dossiers/model/inputs.js';
import { issueFollowToken } from '../../src/notifications/subscription-store.js';
import { system } from '../dossiers/fixture.js';
import { openTestServices } from '../support/services.js';

const CODE = 'H21.17-261116-0012';
const MISSING = 'H21.17-261116-0099';
const RESTARTED = 'H21.17-261116-0013';
const START = new Date('2026-11-19T02:00:00Z');

let services: Services;
let receive: Receive;
let now = START;

beforeAll(async () => {
  services = await openTestServices();
  const { lookups, database } = services;
  receive = createReceive({ db: database.client, hashKey: randomBytes(32), lookups, now: () => now });
  const dossier = dossierInput.parse({
    procedure: '1.004873',
    receivedAt: '2026-11-16T09:00:00+07:00',
    submission: 'direct',
    owner: { name: 'Nguyễn Văn An', phone: '0912 345 678', identity: '064123456789' },
  });
  const step = (id: string, status: number, at: string, more: object = {}) =>
    eventInput.parse({ id, status, at: `2026-11-${at}:00+07:00`, ...more });
  const results = await applyBatch(
    services.dossiers,
    [
      { code: CODE, dossier, events: [step('a', 4, '16T14:00', { reason: 'Ghi chú nội bộ' })] },
      {
        code: RESTARTED,
        dossier,
        events: [
          step('b', 5, '17T09:00', { reason: 'Thiếu giấy chứng sinh', missing: ['Giấy chứng sinh'] }),
          step('c', 4, '18T09:00'),
        ],
      },
    ],
    { actor: system, now: START },
  );
  expect(results.map(({ ok }) => ok)).toEqual([true, true]);
});

beforeEach(async () => {
  now = START;
  await services.database.client.lookupAttempt.deleteMany();
});

/** One visitor's conversation; `text` of the replies. */
function visitor(client = '203.0.113.7') {
  const chat = createWebChat(receive);
  let conversation: string | null = null;
  return async (text: string): Promise<string> => {
    const answered = await chat({ conversation, text, region: null, client });
    conversation = answered.conversation;
    return answered.replies.map((reply) => reply.text).join('\n');
  };
}

const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const stored = async () => JSON.stringify(await services.database.client.conversation.findMany());

describe('a dossier filed at the desk', () => {
  it('is opened with the last digits of the phone or of the identity paper', async () => {
    for (const digits of ['5678', '6789']) {
      const say = visitor();
      expect(await say(`hồ sơ ${CODE} tới đâu rồi`)).toMatch(/bốn số cuối[\s\S]*Tôi đồng ý/);
      const told = await say(digits);
      expect(told).toContain(`Hồ sơ ${CODE} của Nguyễn V. A.`);
      expect(told).toContain('Tình trạng: Đang xử lý.');
      expect(told).toContain('Ngày nhận: 16/11/2026');
      expect(told).toMatch(/Thủ tục: .*[Xx]ác nhận tình trạng hôn nhân/);
      expect(told).toMatch(/Ngày hẹn trả: \d\d\/\d\d\/2026/);
      expect(told).not.toMatch(/Văn|0912|5678|6789|nội bộ/);
      expect(await say('ai đã xem')).toContain('09:00 ngày 19/11/2026, trên trang web');
    }
    expect(await stored()).not.toMatch(/5678|6789/);
  });

  it('explains its due date day by day, and that supplements began it anew', async () => {
    const say = visitor();
    await say(CODE);
    const due = /Ngày hẹn trả: (\S+)\./.exec(await say('5678'))?.[1] ?? 'none';
    const why = await say('vì sao hẹn ngày này');
    expect(why).toContain(`Hẹn trả ngày ${due}`);
    expect(why).toMatch(/Tính: 17\/11\/2026/);
    const other = visitor();
    await other(RESTARTED);
    await other('5678');
    expect(await other('vì sao hẹn ngày này')).toContain('bổ sung đủ lúc 09:00 ngày 18/11/2026');
  });

  it('cannot be told from one that does not exist, by text or by length', async () => {
    const [one, other] = [visitor(), visitor()];
    for (const text of ['', '0000', '0001 0002', '0912345000', '0003', '0004', '0005', '5678']) {
      const [existing, missing] = [
        await one(text === '' ? CODE : text),
        await other(text === '' ? MISSING : text),
      ];
      expect(Buffer.from(missing).equals(Buffer.from(existing))).toBe(true);
    }
    expect(
      await services.database.client.dossierView.count({ where: { at: now, key: { endsWith: '/99' } } }),
    ).toBe(0);
  });

  it('is locked for a conversation after five wrong tries, and for fifteen minutes', async () => {
    const say = visitor();
    await say(CODE);
    for (const digits of ['0001', '0002', '0003', '0004']) expect(await say(digits)).toContain('lần thử');
    expect(await say('0005')).toContain('Đã hết lượt thử');
    expect(await say('5678')).toMatch(/gửi lại mã hồ sơ sau 09:15[\s\S]*quét mã QR/);
    const other = visitor();
    await other(CODE);
    expect(await other('5678')).toContain('Đang xử lý');
    now = later(15);
    await say(CODE);
    expect(await say('5678')).toContain('Đang xử lý');
  });

  it('stays open to its holder, by four ways, after twenty wrong tries of strangers', async () => {
    const [holder, shared] = [visitor('192.0.2.1'), visitor('192.0.2.1')];
    await holder(CODE);
    await holder('5678');
    await shared(CODE);
    await shared('5678');
    await shared('quên hồ sơ này');
    for (let guesser = 0; guesser < 5; guesser += 1) {
      const say = visitor(`198.51.100.${guesser}`);
      await say(CODE);
      for (const digits of ['0001', '0002', '0003', '0004']) await say(digits);
    }
    const say = visitor();
    await say(CODE);
    expect(await say('5678')).toMatch(/chưa được xét, cho đến 09:00 ngày 20\/11\/2026[\s\S]*mã tại quầy/);
    expect(await say('5678 6789')).toContain('Đang xử lý');
    now = later(60);
    await holder(CODE);
    expect(await holder('5678')).toContain('Đang xử lý');
    await shared(CODE);
    expect(await shared('5678')).toContain('chưa được xét');
    const { client } = services.database;
    const { token } = await issueFollowToken(client, dossierKey(CODE), now);
    const scanner = visitor();
    expect(await scanner(`theo dõi ${token}`)).toMatch(/hồ sơ H21\.17-261116-0012[\s\S]*bốn số cuối/);
    expect(await scanner('0000')).toContain('lần thử');
    expect(await scanner('5678')).toContain('Đang xử lý');
    const issued = await issueLetIn(services.letIns, { code: CODE, by: 'cli:lan' }, now);
    const [caller, other] = [visitor(), visitor()];
    expect(await caller(`mã tại quầy ${issued?.letIn}`)).toContain('Đang xử lý');
    expect(await caller('ai đã xem')).toContain('10:00 ngày 19/11/2026, bằng mã do quầy cấp');
    expect(await other(`${issued?.letIn}`)).toContain('đã dùng rồi');
  });

  it('has twenty tries for eighty conversations that were asked for digits and guess at once', async () => {
    const all = Array.from({ length: 80 }, (_, i) => visitor(`198.51.100.${i}`));
    await Promise.all(all.map((say) => say(CODE)));
    const told = await Promise.all(all.map((say, i) => say(String(1000 + i))));
    expect(told.filter((text) => text.includes('Còn 4 lần thử'))).toHaveLength(20);
    expect(told.filter((text) => text.includes('chưa được xét'))).toHaveLength(60);
  });

  it('is not shut to those behind an address from which others try many codes', async () => {
    for (let number = 0; number < 70; number += 1) {
      const say = visitor('198.51.100.9');
      await say(`H21.17-261116-${1000 + number}`);
      await say('0000');
    }
    const say = visitor('198.51.100.9');
    await say(CODE);
    expect(await say('5678')).toContain('Đang xử lý');
  });

  it('is not tried on by one chat that goes through many codes, in a channel without addresses either', async () => {
    const id = randomUUID();
    const say = async (text: string) =>
      (await receive({ channel: 'telegram', id }, { text })).turn.replies.map((one) => one.text).join('\n');
    for (let number = 0; number < 30; number += 1) {
      await say(`H21.17-261116-${1000 + number}`);
      expect(await say('0000')).toContain('Chưa tra được');
    }
    await say('H21.17-261116-2000');
    expect(await say('0000')).toContain('tạm khóa');
  });

  it('stays open for a quarter of an hour, in that conversation alone', async () => {
    const [say, stranger] = [visitor(), visitor()];
    await say(CODE);
    await say('5678');
    expect(await stranger('tới đâu rồi')).not.toContain('Đang xử lý');
    expect(await stranger('ai đã xem')).not.toContain('trang web');
    now = later(14);
    expect(await say('tới đâu rồi')).toContain('Đang xử lý');
    now = later(1);
    expect(await say('tới đâu rồi')).toContain('gửi mã hồ sơ');
  });

  it('is not looked up where nothing is kept of the question', async () => {
    expect((await services.lookups()).dossiers).toBeNull();
  });

  it('is forgotten with everything else when the person says so', async () => {
    const say = visitor();
    await say(CODE);
    await say('5678');
    expect(await stored()).toContain(CODE);
    expect(await say('xem dữ liệu của tôi')).toContain('dấu (không đọc ra mã) của 1 hồ sơ');
    await say('xóa dữ liệu của tôi');
    expect(await say('đúng')).toContain('Đã xóa');
    expect(await say('tới đâu rồi')).toContain('gửi mã hồ sơ');
    expect(await say('xem dữ liệu của tôi')).not.toContain('dấu (không đọc ra mã)');
  });
});

it('a turn that has to start again tries the digits once', async () => {
  const { dossiers } = await services.lookups('key', { channel: 'web', client: null });
  const tries = [dossiers?.lookUp(CODE, ['0000'], now), dossiers?.lookUp(CODE, ['0000'], now)];
  expect(await Promise.all(tries)).toEqual(Array(2).fill({ kind: 'wrong', triesLeft: 4 }));
});
