import { describe, expect, it } from 'vitest';
import { listCommands, textOfCommand } from '../../../src/channels/telegram/commands.js';
import { respond } from '../../../src/conversation/respond.js';
import { openSession } from '../../../src/conversation/session.js';
import { lookupsOf } from '../../support/transcript.js';

const NOW = new Date('2026-11-20T02:00:00Z');
const answer = (name: string) =>
  respond({ text: textOfCommand(name, '') }, openSession(null), lookupsOf({ procedures: [] }), NOW);

describe.each(['vi', 'en'] as const)('the commands in %s', (locale) => {
  it.each(listCommands(locale))('/$command is understood, and answered in its language', async (listed) => {
    const { outcome, session } = await answer(listed.command);
    expect(outcome.kind).not.toBe('refusal');
    const switches = ['english', 'tiengviet'].includes(listed.command);
    expect(session.locale).toBe(switches === (locale === 'vi') ? 'en' : 'vi');
    expect(listed.command).toMatch(/^[a-z0-9_]{1,32}$/);
    expect(listed.description.length).toBeLessThanOrEqual(256);
  });
});

describe('the text of a command', () => {
  it('goes on with the words after it', () => {
    expect(textOfCommand('tracuu', 'H21.17-260101-0001')).toBe('tra cứu hồ sơ H21.17-260101-0001');
  });

  it('is the words of one that we do not have', () => {
    expect(textOfCommand('khaisinh', 'cần gì')).toBe('khaisinh cần gì');
  });
});
