/** What holds of every channel: the same conversations, over a real server, before the platforms' strict fakes. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Reply } from '../../src/conversation/message.js';
import { applyBatch } from '../../src/dossiers/change/update.js';
import { dossierInput, eventInput } from '../../src/dossiers/model/inputs.js';
import { translator } from '../../src/i18n/translate.js';
import { system } from '../dossiers/fixture.js';
import { asJpeg, blackPng, print, sheet } from '../photos/pictures.js';
import {
  type Heard,
  labelsOf,
  onTelegram,
  onTerminal,
  onWeb,
  onZaloBot,
  onZaloOa,
  openWorld,
  type Party,
  plainWords,
  SECRET,
  settled,
  type World,
} from '../support/channel-world.js';

const CODE = 'H21.17-251117-0012';
const t = translator('vi');

let world: World;
let serial = 0;
/** Somebody new: the conversation of one test is not another's. */
const newId = () => {
  serial += 1;
  return 1_000_000 + serial;
};
const NEW: Record<'terminal' | 'telegram' | 'zalo-oa' | 'zalo-bot', () => Party> = {
  terminal: () => onTerminal(world, `t${newId()}`),
  telegram: () => onTelegram(world, newId()),
  'zalo-oa': () => onZaloOa(world, String(newId())),
  'zalo-bot': () => onZaloBot(world, `b${newId()}`),
};
const ALL = ['terminal', 'telegram', 'zalo-oa', 'zalo-bot'] as const;

beforeAll(async () => {
  world = await openWorld('webhook');
  const dossier = dossierInput.parse({
    procedure: '1.004873',
    receivedAt: '2025-11-17T09:00:00+07:00',
    dueAt: '2025-11-24T17:00:00+07:00',
    submission: 'direct',
    owner: { name: 'Nguyễn Văn An', phone: '0912 345 678', identity: '064123456789' },
  });
  const events = [eventInput.parse({ id: 'a', status: 4, at: '2025-11-17T14:00:00+07:00' })];
  const [result] = await applyBatch(world.services.dossiers, [{ code: CODE, dossier, events }], {
    actor: system,
    now: new Date(),
  });
  expect(result?.ok).toBe(true);
});

/** `> said`, `# number of a choice taken`. */
const CONVERSATIONS = {
  'a greeting, and what it offers': ['> xin chào', '# 1'],
  'a procedure, what it costs and how long it takes': [
    '> làm giấy khai sinh cho con cần gì',
    '> bao nhiêu tiền',
    '> mất mấy ngày',
  ],
  'a procedure by its code, and what its buttons open': [
    '> thủ tục 1.001193',
    '# 1',
    '> thủ tục 1.001193',
    '# 2',
  ],
  'a question that fits several': ['> đăng ký lại', '# 2', '> đất đai', '# 1'],
  'a number that is not there': ['> đăng ký lại', '> 19', '> 2'],
  English: [
    '> how much is a birth certificate',
    '> how long does it take',
    '> English please',
    '> opening hours',
  ],
  'a question nobody can answer': ['> sửa tủ lạnh ở đâu', '> cảm ơn'],
  'a dossier nobody knows': ['> H21.17-251117-0099', '> 0000'],
  'a text of the longest kind': [`> thủ tục 1.001193 ${'rất '.repeat(450)}`],
  'an emergency': ['> có người bị tai nạn chảy máu cần cấp cứu'],
  'what must always be heard': [
    '> có số lạ xưng công an kêu tôi đọc mã otp',
    '> cán bộ ở quầy quát mẹ tôi',
    '> cho tôi gặp người thật',
    '> nhà bên đang cháy lớn lắm',
    '> dập được rồi, hú hồn',
    '> :-((',
    '> mã hồ sơ 0312',
  ],
  'own data': ['> xóa dữ liệu của tôi', '> đúng'],
};

async function follow(party: Party, step: string): Promise<Heard> {
  return step.startsWith('#') ? party.pick(Number(step.slice(2))) : party.say(step.slice(2));
}

/** What the web page says, step by step: the replies themselves. */
const neutral = new Map<string, Promise<Reply[][]>>();
function onThePage(title: string, steps: readonly string[]): Promise<Reply[][]> {
  const held = async () => {
    const web = onWeb(world);
    const said: Reply[][] = [];
    for (const step of steps) {
      await follow(web, step);
      said.push(web.last());
    }
    return said;
  };
  const found = neutral.get(title) ?? held();
  neutral.set(title, found);
  return found;
}

describe.each(ALL)('%s', (name) => {
  it.each(Object.entries(CONVERSATIONS))('says what the web chat says: %s', async (title, steps) => {
    const expected = await onThePage(title, steps);
    const party = NEW[name]();
    for (const [i, step] of steps.entries()) {
      const { texts, buttons } = await follow(party, step);
      const replies = expected[i] ?? [];
      const bare = replies.map(({ text }) => text);
      expect(plainWords(texts, replies), step).toBe(plainWords(bare, replies));
      const isMore = buttons.some((title) => title.includes(t('choice.more')));
      const hidden = labelsOf(replies).filter(
        (label, at) => !isOffered(label, at, texts.join('\n'), buttons),
      );
      expect(isMore ? hidden.slice(0, 0) : hidden, step).toEqual([]);
    }
  });

  it('answers about the open dossier as the web chat does', async () => {
    const steps = [
      'trễ mấy ngày rồi',
      'ai đang giữ hồ sơ này',
      'chồng tôi lấy thay được không',
      'mang theo giấy gì',
      'tôi rút hồ sơ được không',
      'cảm ơn em nhiều',
    ];
    const [web, party] = [onWeb(world), NEW[name]()];
    for (const one of [web, party]) for (const said of [CODE, '5678']) await one.say(said);
    for (const step of steps) {
      await web.say(step);
      const { texts } = await party.say(step);
      const replies = web.last();
      expect(plainWords(texts, replies), step).toBe(
        plainWords(
          replies.map(({ text }) => text),
          replies,
        ),
      );
    }
  });

  it('opens a dossier with its digits, and tells who has looked', async () => {
    const party = NEW[name]();
    expect((await party.say(`hồ sơ ${CODE} tới đâu rồi`)).texts.join('\n')).toContain('bốn số cuối');
    expect((await party.say('0000')).texts.join('\n')).toContain('lần thử');
    const told = (await party.say('5678')).texts.join('\n');
    expect(told).toContain(`Hồ sơ ${CODE} của Nguyễn V. A.`);
    expect(told).toContain('Đang xử lý');
    expect(told).not.toMatch(/Văn|0912/);
    expect((await party.say('tới đâu rồi')).texts.join('\n')).toContain('Đang xử lý');
    expect((await party.say('ai đã xem')).texts.join('\n')).toMatch(/\d\d:\d\d ngày/);
  });
});

const isOffered = (label: string, index: number, text: string, buttons: readonly string[]) =>
  text.includes(`${index + 1}. ${label}`) || buttons.some((title) => title.startsWith(label.slice(0, 80)));

describe('what cannot be read', () => {
  it.each([
    ['telegram', 'voice', 'media.voice'],
    ['telegram', 'sticker', 'media.sticker'],
    ['telegram', 'location', 'media.location'],
    ['telegram', 'contact', 'media.contact'],
    ['telegram', 'document', 'media.file'],
    ['telegram', 'poll', 'media.unknown'],
    ['zalo-oa', 'audio', 'media.voice'],
    ['zalo-oa', 'sticker', 'media.sticker'],
    ['zalo-oa', 'location', 'media.location'],
    ['zalo-oa', 'business_card', 'media.contact'],
    ['zalo-oa', 'file', 'media.file'],
    ['zalo-oa', 'video', 'media.unknown'],
    ['zalo-bot', 'voice', 'media.voice'],
    ['zalo-bot', 'sticker', 'media.sticker'],
    ['zalo-bot', 'unsupported', 'media.unknown'],
  ] as const)('%s: a %s gets a short answer', async (name, kind, key) => {
    const id = newId();
    const { texts } = await withPerson(name, id, {
      telegram: (person) => person.send({ [kind]: { file_id: 'x' } }),
      oa: (person) => person.sendOther(kind as 'audio'),
      bot: (person) => person.sendOther(kind as 'voice'),
    });
    expect(texts).toEqual([t(key)]);
  });

  it.each(['telegram', 'zalo-oa', 'zalo-bot'] as const)(
    '%s: a text no database takes is answered all the same',
    async (name) => {
      const text = 'thủ tục 1.001193 \u0000 \ud800';
      const { texts } = await withPerson(name, newId(), {
        telegram: (person) => person.say(text),
        oa: (person) => person.say(text),
        bot: (person) => person.say(text),
      });
      expect(texts.join()).toContain('khai sinh');
    },
  );
});

describe('a photo of a receipt', () => {
  it.each(['telegram', 'zalo-oa', 'zalo-bot'] as const)('%s: is read', async (name) => {
    const page = sheet(800, 600);
    const picture = await asJpeg(await print(page, { kind: 'QRCode', text: CODE }));
    const { texts } = await withPerson(name, newId(), {
      telegram: (person) => person.sendPhoto(picture),
      oa: (person) => person.sendImage(picture),
      bot: (person) => person.sendPhoto(picture),
    });
    expect(texts.join()).toContain('bốn số cuối');
    const blank = await asJpeg(sheet(300, 200));
    const empty = await withPerson(name, newId(), {
      telegram: (person) => person.sendPhoto(blank),
      oa: (person) => person.sendImage(blank),
      bot: (person) => person.sendPhoto(blank),
    });
    expect(empty.texts).toEqual([t('photo.noCode')]);
  });

  it.each(['telegram', 'zalo-oa', 'zalo-bot'] as const)(
    '%s: too large to be read, or none, is said to be so and counted',
    async (name) => {
      const sending = (picture: Uint8Array) =>
        withPerson(name, newId(), {
          telegram: (person) => person.sendPhoto(picture),
          oa: (person) => person.sendImage(picture),
          bot: (person) => person.sendPhoto(picture),
        });
      expect((await sending(blackPng(20_000, 20_000))).texts).toEqual([t('photo.tooLarge')]);
      expect((await sending(Buffer.from('GIF89a'))).texts).toEqual([t('photo.unreadable')]);
      const counted = await vi.waitFor(
        async () => {
          const counts = await world.services.database.client.channelCount.findMany({
            where: { channel: name },
          });
          const names = counts.map((count) => count.name);
          expect(names).toContain('photo unreadable');
          return names;
        },
        { timeout: 20_000, interval: 200 },
      );
      expect(counted).toContain('photo tooLarge');
    },
  );
});

type Actions = {
  telegram: (person: ReturnType<World['telegram']['person']>) => Promise<unknown>;
  oa: (person: ReturnType<World['oa']['person']>) => Promise<unknown>;
  bot: (person: ReturnType<World['bot']['person']>) => Promise<unknown>;
};

function withPerson(name: 'telegram' | 'zalo-oa' | 'zalo-bot', id: number, act: Actions): Promise<Heard> {
  const { telegram, oa, bot } = world;
  if (name === 'telegram') return onTelegram(world, id).does(() => act.telegram(telegram.person(id)));
  if (name === 'zalo-oa') return onZaloOa(world, String(id)).does(() => act.oa(oa.person(String(id))));
  return onZaloBot(world, String(id)).does(() => act.bot(bot.person(String(id))));
}

describe('coming and going', () => {
  const greeting = async () => (await onWeb(world).say('xin chào')).texts;
  const inboxRows = () => world.services.database.client.inboxMessage.count();

  it('greets who opens the bot or follows the account, also from a link', async () => {
    const hello = (await greeting())[0];
    const { telegram, oa } = world;
    const [one, other, third] = [newId(), newId(), newId()];
    expect((await onTelegram(world, one).does(() => telegram.person(one).open('tu-to-roi'))).texts[0]).toBe(
      hello,
    );
    expect((await onZaloOa(world, `${other}`).does(() => oa.person(`${other}`).follow())).texts[0]).toBe(
      hello,
    );
    expect((await onZaloOa(world, `${third}`).does(() => oa.person(`${third}`).openChat())).texts[0]).toBe(
      hello,
    );
  });

  it('writes no more to who has left, and greets them when they are back', async () => {
    const { telegram, oa, services } = world;
    const [one, other] = [newId(), newId()];
    const [here, there] = [onTelegram(world, one), onZaloOa(world, `${other}`)];
    const reachable = (chat: number) =>
      services.database.client.contact.count({ where: { chat: `${chat}`, reachable: true } });
    await here.say('xin chào');
    await there.say('xin chào');
    expect((await here.does(() => telegram.person(one).block())).texts).toEqual([]);
    expect((await there.does(() => oa.person(`${other}`).unfollow())).texts).toEqual([]);
    expect([await reachable(one), await reachable(other)]).toEqual([0, 0]);
    expect((await here.does(() => telegram.person(one).unblock())).texts).toEqual(await greeting());
    expect((await there.does(() => oa.person(`${other}`).follow())).texts).toEqual(await greeting());
    expect([await reachable(one), await reachable(other)]).toEqual([1, 1]);
  });

  it('keeps quiet in the Official Account where an officer writes, and forgets who withdraws', async () => {
    const { oa, services } = world;
    const db = services.database.client;
    const id = String(newId());
    const party = onZaloOa(world, id);
    await party.say('thủ tục 1.001193');
    const known = await db.conversation.count();
    expect((await party.does(() => oa.officerWrites(id, 'Chào anh'))).texts).toEqual([]);
    expect((await party.say('mất mấy ngày')).texts).toEqual([]);
    await db.contact.updateMany({ data: { pausedUntil: null } });
    expect((await party.say('mất mấy ngày')).texts.join()).toMatch(/ngày/);
    expect((await party.does(() => oa.person(id).withdraw())).texts).toEqual([]);
    expect(await db.conversation.count()).toBe(known - 1);
    expect(await db.contact.count({ where: { chat: id } })).toBe(0);
  });

  it('answers in a group only who speaks to it, as a reply, and asks for no digits there', async () => {
    const { telegram, services } = world;
    const [group, id] = [-newId(), newId()];
    const party = onTelegram(world, id, group);
    expect((await party.say('thủ tục 1.001193')).texts).toEqual([]);
    const said = (await party.say(`@${telegram.username} thủ tục 1.001193`)).texts;
    expect(said.join()).toContain('khai sinh');
    expect(telegram.sent.findLast(({ chat }) => chat === group)?.replyTo).not.toBeNull();
    expect((await party.say(`@${telegram.username} ${CODE}`)).texts.join()).toContain('tin nhắn riêng');
    expect((await onTelegram(world, id).say('mất mấy ngày')).texts.join()).not.toBe(
      (await party.say(`@${telegram.username} mất mấy ngày`)).texts.join(),
    );
    const [groupId, botId] = ['g1', `b${newId()}`];
    expect((await onZaloBot(world, botId, groupId).say('thủ tục 1.001193')).texts).toEqual([]);
    expect((await onZaloBot(world, botId, groupId).say('/thủ tục 1.001193')).texts.join()).toContain(
      'khai sinh',
    );
    await settled(services);
  });

  it('refuses what is not signed, and does nothing', async () => {
    const { telegram, oa, bot } = world;
    const rows = await inboxRows();
    telegram.settings.headers = { 'x-telegram-bot-api-secret-token': 'doan-bua' };
    telegram.settings.maxAttempts = 1;
    oa.settings.signWith = 'wrong';
    bot.settings.wrongSecret = true;
    expect(await telegram.person(newId()).say('xin chào')).toBe(401);
    expect(await oa.person(String(newId())).say('xin chào')).toBe(401);
    await bot.person(`b${newId()}`).say('xin chào');
    expect(bot.statuses.at(-1)).toBe(401);
    telegram.settings.headers = { 'x-telegram-bot-api-secret-token': null };
    expect(await telegram.person(newId()).say('xin chào')).toBe(401);
    telegram.settings.headers = {};
    telegram.settings.maxAttempts = 10;
    oa.settings.signWith = 'app id';
    await oa.webhook.settled();
    oa.webhook.enable();
    bot.settings.wrongSecret = false;
    expect(await inboxRows()).toBe(rows);
  });

  it('answers once what is delivered several times and out of order', async () => {
    const { telegram, oa, bot } = world;
    const [one, other, third] = [newId(), String(newId()), `b${newId()}`];
    const texts = ['thủ tục 1.001193', 'thủ tục 1.000894', 'thủ tục 1.004873'];
    Object.assign(telegram.settings, { copies: 3, jitterMs: 50 });
    oa.settings.copies = 3;
    bot.settings.copies = 3;
    const [here, there, elsewhere] = [
      onTelegram(world, one),
      onZaloOa(world, other),
      onZaloBot(world, third),
    ];
    const heard = [
      await here.does(() => Promise.all(texts.map((text) => telegram.person(one).say(text)))),
      await there.does(async () => {
        oa.webhook.hold();
        for (const text of texts) await oa.person(other).say(text);
        await oa.webhook.release('reversed');
      }),
      await elsewhere.does(async () => {
        bot.hold();
        for (const text of texts) await bot.person(third).say(text);
        await bot.release('reversed');
      }),
    ];
    Object.assign(telegram.settings, { copies: 1, jitterMs: 0 });
    oa.settings.copies = 1;
    bot.settings.copies = 1;
    for (const { texts: said } of heard) {
      for (const name of ['khai sinh', 'kết hôn', 'tình trạng hôn nhân'])
        expect(said.filter((text) => text.split('\n')[0]?.toLowerCase().includes(name))).toHaveLength(1);
    }
  });

  it('takes events it does not know, and does nothing about them', async () => {
    const { oa, bot, origin } = world;
    const rows = await inboxRows();
    const asTelegram = (body: string) =>
      fetch(`${origin}/webhooks/telegram`, {
        method: 'POST',
        headers: { 'x-telegram-bot-api-secret-token': SECRET },
        body,
      });
    expect((await asTelegram('{"update_id":1,"hologram":{"from":{"id":1}}}')).status).toBe(200);
    expect((await asTelegram('{"update_id":')).status).toBe(400);
    expect(await oa.emit({ event_name: 'user_dances', sender: { id: '1' } })).toBe(200);
    await bot.emit({ event_name: 'message.hologram.received', message: {} });
    expect(bot.statuses.at(-1)).toBe(200);
    expect(await inboxRows()).toBe(rows);
  });
});
