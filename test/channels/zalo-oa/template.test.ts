import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { replyOf } from '../../../src/conversation/reply.js';
import { openTestDatabase } from '../../support/database.js';
import { startFakeZaloOa } from '../../support/fake-zalo-oa.js';
import { configFor, process } from './support.js';

const { client: db } = await openTestDatabase();
const user = '2000000000000000002';
const DAY_MS = 86_400_000;
const param = (name: string) => ({ name, type: 'STRING' as const, maxLength: 100, require: true });
const TEMPLATE = {
  id: 'f00d00000000000000a1',
  tag: 1 as const,
  status: 'enabled' as const,
  byUid: true,
  params: [param('ma_ho_so'), param('tinh_trang'), param('ngay_hen')],
};
const BY_PHONE = { ...TEMPLATE, id: 'f00d00000000000000a2', byUid: false };
const brief = { code: 'H21.17-261120-0012', status: 'Đã xử lý xong', due: '30/11/2026' };

describe('what is told to somebody who wrote long ago', () => {
  beforeEach(async () => {
    await db.platformGrant.deleteMany();
  });

  async function start(templateId: string | null, daysAgo: number, phoneTemplateId: string | null = null) {
    const fake = await startFakeZaloOa({ echo: false, ladder: [], templates: [TEMPLATE, BY_PHONE] });
    onTestFinished(() => fake.stop());
    const channel = process(db).channel(configFor(fake, { templateId, phoneTemplateId }));
    const lastInboundAt = new Date(Date.now() - daysAgo * DAY_MS);
    fake.settings.now = () => lastInboundAt;
    await fake.person(user).follow();
    fake.settings.now = () => new Date();
    const messages = channel.render(replyOf({ text: `${'dài '.repeat(900)}hết.`, brief }));
    const tell = async (told = lastInboundAt, phone: string | null = null) => {
      const place = { chat: user, context: null, lastInboundAt: told, phone: async () => phone };
      for (const message of messages) await channel.send(place, message);
    };
    const tellPhone = (phone: string) => tell(lastInboundAt, phone);
    return { fake, tell, tellPhone, parts: messages.length };
  }

  it('goes as a message within seven days', async () => {
    const { fake, tell, parts } = await start(TEMPLATE.id, 6);
    await tell();
    expect(fake.sent.map(({ template }) => template ?? null)).toEqual(Array(parts).fill(null));
  });

  it('goes as the approved template afterwards, once', async () => {
    const { fake, tell } = await start(TEMPLATE.id, 8);
    await tell();
    expect(fake.sent.map(({ template }) => template)).toEqual([
      {
        id: TEMPLATE.id,
        data: { ma_ho_so: brief.code, tinh_trang: brief.status, ngay_hen: brief.due },
        trackingId: null,
      },
    ]);
  });

  it('goes as the template too where Zalo finds it too late sooner than we do', async () => {
    const { fake, tell } = await start(TEMPLATE.id, 8);
    await tell(new Date());
    expect(fake.sent[0]?.template?.id).toBe(TEMPLATE.id);
  });

  it('is not sent where no template is approved', async () => {
    const { fake, tell } = await start(null, 8);
    await expect(tell()).rejects.toMatchObject({ remedy: 'never', message: 'zalo -230' });
    expect(fake.sent).toEqual([]);
  });

  it('is never sent blindly a second time, since it costs money', async () => {
    const { fake, tell } = await start(TEMPLATE.id, 8);
    fake.fail('message/template', { kind: 'reset' });
    await expect(tell()).rejects.toMatchObject({ remedy: 'lost' });
    expect(fake.sent).toHaveLength(1);
  });

  describe('and gave a telephone number for it', () => {
    const data = { ma_ho_so: brief.code, tinh_trang: brief.status, ngay_hen: brief.due };

    it('goes to the account while that can be reached', async () => {
      const { fake, tellPhone } = await start(TEMPLATE.id, 8, BY_PHONE.id);
      await tellPhone('84912345678');
      expect(fake.sent.map(({ kind }) => kind)).toEqual(['template']);
    });

    it.each([
      ['there is no template for accounts', null],
      ['the template does not go to accounts', BY_PHONE.id],
    ])('goes to the number, once, where %s', async (_, templateId) => {
      const { fake, tellPhone } = await start(templateId, 8, BY_PHONE.id);
      await tellPhone('84912345678');
      expect(fake.sent.map(({ kind, user: to, template }) => [kind, to, template?.data])).toEqual([
        ['phone', '84912345678', data],
      ]);
    });

    it('goes to the number where the account refuses templates', async () => {
      const { fake, tellPhone } = await start(TEMPLATE.id, 8, BY_PHONE.id);
      fake.person(user).restricts = true;
      await tellPhone('84912345678');
      expect(fake.sent.map(({ kind }) => kind)).toEqual(['phone']);
    });

    it('is not sent to anybody who gave none', async () => {
      const { fake, tell } = await start(null, 8, BY_PHONE.id);
      await expect(tell()).rejects.toMatchObject({ remedy: 'never' });
      expect(fake.sent).toEqual([]);
    });

    it.each(['84912345601', '84912345602', '84912345603'])(
      'is given up where %s cannot receive',
      async (phone) => {
        const { fake, tellPhone } = await start(null, 8, BY_PHONE.id);
        await expect(tellPhone(phone)).rejects.toMatchObject({ remedy: 'never' });
        expect(fake.sent).toEqual([]);
      },
    );

    it('waits for the morning at night', async () => {
      const { fake, tellPhone } = await start(null, 8, BY_PHONE.id);
      fake.settings.nightRule = true;
      fake.settings.now = () => new Date('2026-11-20T23:00:00+07:00');
      await expect(tellPhone('84912345678')).rejects.toMatchObject({
        remedy: 'later',
        waitMs: expect.any(Number),
      });
    });

    it('is never sent blindly a second time', async () => {
      const { fake, tellPhone } = await start(null, 8, BY_PHONE.id);
      fake.fail('message/template', { kind: 'reset' });
      await expect(tellPhone('84912345678')).rejects.toMatchObject({ remedy: 'lost' });
      expect(fake.sent).toHaveLength(1);
    });
  });
});
