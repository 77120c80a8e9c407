import { expect, test } from 'vitest';
import { afterFailure, SendError, STOPPED_MS } from '../../src/channels/channel.js';

const policy = { attempts: 0, maybeSent: false, mostMs: 60_000 };
const after = (remedy: SendError['remedy'], changes = {}, waitMs: number | null = null) =>
  afterFailure(new SendError(remedy, 'refused', waitMs), { ...policy, ...changes });

test.each(['never', 'gone', 'lost'] as const)('gives up what failed with "%s"', (remedy) => {
  expect(after(remedy)).toEqual({ kind: 'giveUp', gone: remedy === 'gone', maybeSent: remedy === 'lost' });
});

test('sends what may be out once more, and then no more', () => {
  expect(after('unknown')).toMatchObject({ kind: 'retry', maybeSent: true });
  expect(after('unknown', { maybeSent: true })).toEqual({ kind: 'giveUp', gone: false, maybeSent: true });
});

test('waits as long as the platform asks, else as the kind of failure wants', () => {
  expect(after('later', {}, 7_000)).toEqual({ kind: 'retry', waitMs: 7_000, maybeSent: false });
  expect(after('stop')).toEqual({ kind: 'retry', waitMs: STOPPED_MS, maybeSent: false });
  const { waitMs } = after('later', { attempts: 30 }) as { waitMs: number };
  expect(waitMs).toBeLessThanOrEqual(policy.mostMs * 1.25);
});
