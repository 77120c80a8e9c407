import { describe, expect, it } from 'vitest';
import { respond } from '../../src/conversation/respond.js';
import { openSession, type Session } from '../../src/conversation/session.js';
import { lookupsOf } from '../support/transcript.js';

const MORNING = new Date('2026-11-21T02:00:00Z');
const NEXT_DAY = new Date('2026-11-22T02:00:00Z');

function talk() {
  let session: Session = openSession(null);
  let banner: { id: string; text: string } | null = { id: '1', text: 'Nghỉ bão đến thứ Ba.' };
  const lookups = { ...lookupsOf({ procedures: [] }), banner: async () => banner };
  return {
    set: (next: typeof banner) => {
      banner = next;
    },
    say: async (text: string, now = MORNING) => {
      const turn = await respond({ text }, session, lookups, now);
      session = turn.session;
      return turn.replies.map((reply) => reply.text).join('\n');
    },
  };
}

describe('a banner', () => {
  it('stands before the first answer of a day, once a conversation', async () => {
    const { say } = talk();
    expect(await say('xin chào')).toMatch(/^Thông báo: Nghỉ bão đến thứ Ba\.\n/);
    expect(await say('cảm ơn')).not.toContain('Nghỉ bão');
    expect(await say('xin chào', NEXT_DAY)).toContain('Nghỉ bão');
  });

  it('is told anew when it is another one, and not at all when it is gone', async () => {
    const { say, set } = talk();
    await say('xin chào');
    set({ id: '2', text: 'Mở cửa lại thứ Tư.' });
    expect(await say('xin chào')).toContain('Mở cửa lại');
    set(null);
    expect(await say('xin chào', NEXT_DAY)).not.toMatch(/Thông báo|Mở cửa/);
  });

  it('keeps nobody who is in danger from the answer', async () => {
    const { say } = talk();
    expect(await say('cháy nhà rồi cứu với')).toMatch(/114/);
    expect(await say('xin chào')).toContain('Nghỉ bão');
  });
});
