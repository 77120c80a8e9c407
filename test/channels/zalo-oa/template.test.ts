import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
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
const brief = { code: 'H21.17-261120-0012', status: 'Đã xử lý xong', due: '30/11/2026' };

describe('what is told to somebody who wrote long ago', () => {
  beforeEach(async () => {
    await db.platformGrant.deleteMany();
  });

  async function start(templateId: string | null, daysAgo: number) {
    const fake = await startFakeZaloOa({ echo: false, ladder: [], templates: [TEMPLATE] });
    onTestFinished(() => fake.stop());
    const channel = process(db).channel(configFor(fake, { templateId }));
    const lastInboundAt = new Date(Date.now() - daysAgo * DAY_MS);
    fake.settings.now = () => lastInboundAt;
    await fake.person(user).follow();
    fake.settings.now = () => new Date();
    const messages = channel.render({ text: `${'dài '.repeat(900)}hết.`, brief });
    const tell = async (told = lastInboundAt) => {
      for (const message of messages)
        await channel.send({ chat: user, context: null, lastInboundAt: told }, message);
    };
    return { fake, tell, parts: messages.length };
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
});
