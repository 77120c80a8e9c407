import { describe, expect, it } from 'vitest';
import { errorOf, isTokenRefused, ZaloError } from '../../../src/channels/zalo-oa/errors.js';

const now = new Date('2026-11-22T16:00:00Z'); // 23:00 in Viet Nam
const refusedWith = (error: number | string, message = '', at = now) =>
  errorOf({ status: 200, body: { error, message } }, at);

describe('refusals of Zalo', () => {
  it.each([
    [[-32, -200], 'later'],
    [[-213, -217, -227, -244], 'gone'],
    [[-230, -232, -201, -210, -233, -240, -248], 'never'],
    [[-204, -205, -209, -212, -216, -219, -220, -221, -223, -224, -235, -242, -320, -321], 'stop'],
    [[-99999, 401], 'never'],
  ] as const)('%j: %s', (codes, remedy) => {
    for (const code of codes) expect([code, refusedWith(code)?.remedy]).toEqual([code, remedy]);
  });

  it.each([
    ['2026-11-22T16:00:00Z', (7 * 60 + 5) * 60_000],
    ['2026-11-22T22:30:00Z', 35 * 60_000],
    ['2026-11-22T23:05:00Z', 24 * 3_600_000],
  ])('waits until 06:05 in Viet Nam for the night and the quota of a day: %s', (at, waitMs) => {
    for (const code of [-234, -211, -218])
      expect(refusedWith(code, '', new Date(at))).toMatchObject({ remedy: 'later', waitMs });
  });

  it('names the code, so that seven days without a word can be told apart', () => {
    const error = refusedWith('-230');
    expect(error?.message).toBe('zalo -230');
    expect(error?.cause).toBeInstanceOf(ZaloError);
    expect((error?.cause as ZaloError | undefined)?.code).toBe(-230);
  });

  it('tells what Zalo says of a code we do not know, without anybody in it', () => {
    const said = refusedWith(-777, 'user 2000000000000000002 sent "Nguyễn Văn A"')?.message;
    expect(said).toBe('zalo -777 (not known): user … sent "…"');
  });

  it.each([
    [502, undefined, 'later'],
    [429, undefined, 'later'],
    [403, undefined, 'never'],
    [200, undefined, 'unknown'],
    [200, { error: 0 }, undefined],
    [200, { error: '0', message: 'Success' }, undefined],
  ] as const)('HTTP %s with %j: %s', (status, body, remedy) => {
    expect(errorOf({ status, body }, now)?.remedy).toBe(remedy);
  });

  it('knows a refused token', () => {
    const refusesToken = (error: number) => isTokenRefused({ status: 200, body: { error } });
    expect([-216, -220, -124, -32, 0].map(refusesToken)).toEqual([true, true, true, false, false]);
  });
});
