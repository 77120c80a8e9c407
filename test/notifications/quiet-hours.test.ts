import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextAllowed, USUAL_QUIET_HOURS } from '../../src/notifications/quiet-hours.js';

const vietnam = (text: string) => new Date(`${text}+07:00`);

describe('quiet hours', () => {
  it.each([
    ['2026-11-20T21:59:59', '2026-11-20T21:59:59'],
    ['2026-11-20T22:00:00', '2026-11-21T06:00:00'],
    ['2026-11-21T05:59:30', '2026-11-21T06:00:00'],
    ['2026-11-21T06:00:00', '2026-11-21T06:00:00'],
  ])('of the night let what is due at %s out at %s', (now, expected) => {
    expect(nextAllowed(vietnam(now), USUAL_QUIET_HOURS)).toEqual(vietnam(expected));
  });

  it('that begin and end at the same minute are none', () => {
    expect(nextAllowed(vietnam('2026-11-20T23:00:00'), { from: 540, until: 540 })).toEqual(
      vietnam('2026-11-20T23:00:00'),
    );
  });

  it('never hold anything back for a day, and let it out at a moment that is not quiet', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2e12 }), minute, minute, (ms, from, until) => {
        const out = nextAllowed(new Date(ms), { from, until });
        expect(out.getTime() - ms).toBeLessThan(86_400_000);
        expect(nextAllowed(out, { from, until })).toEqual(out);
      }),
    );
  });
});
