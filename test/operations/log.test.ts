import { describe, expect, it } from 'vitest';
import { createLog, type Log } from '../../src/operations/log.js';

/** What is written by what is logged. */
function written(forTerminal: boolean, log: (log: Log) => void): string {
  const lines: string[] = [];
  log(createLog('info', { stream: { write: (line) => lines.push(line) }, forTerminal }));
  return lines.join('');
}

describe('the log', () => {
  it('says in a terminal when, how bad, what, and the details in words', () => {
    const lines = written(true, (log) => {
      log.warn({ reason: 'ECONNRESET', tries: 3 }, 'not sent');
      log.error('stopped');
    });
    const time = String.raw`\d\d:\d\d:\d\d`;
    const expected = `^${time} chú ý: not sent \\(reason: ECONNRESET, tries: 3\\)\n${time} lỗi: stopped\n$`;
    expect(lines).toMatch(new RegExp(expected));
  });

  it('is JSON elsewhere', () => {
    const line = written(false, (log) => log.warn({ tries: 3 }, 'not sent'));
    expect(JSON.parse(line)).toMatchObject({ level: 40, tries: 3, msg: 'not sent' });
  });

  it.each([true, false])('masks what people wrote (for a terminal: %s)', (forTerminal) => {
    const line = written(forTerminal, (log) => log.error({ text: 'tôi tên là An' }, 'a fault'));
    expect(line).toContain('[Redacted]');
    expect(line).not.toContain('An');
  });
});
