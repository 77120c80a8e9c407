import { describe, expect, it } from 'vitest';
import { covers, dossierKey, unitOfCode } from '../../../src/dossiers/model/dossier.js';
import { dossierInput, eventInput } from '../../../src/dossiers/model/inputs.js';

describe('the key of a dossier', () => {
  it.each([
    ['H21.17-261120-0012', 'H21.17/2026-11-20/12'],
    ['H21.17-261120-12', 'H21.17/2026-11-20/12'],
    ['H21.17-20261120-0012', 'H21.17/2026-11-20/12'],
    ['G22-240315-000100', 'G22/2024-03-15/100'],
  ])('of %s is %s', (code, key) => expect(dossierKey(code)).toBe(key));

  it('begins with the unit the code names', () =>
    expect(unitOfCode('H15.50.05.13-261008-0975')).toBe('H15.50.05.13'));
});

it.each([
  ['H21', 'H21', true],
  ['H21', 'H21.17', true],
  ['H21.17', 'H21.17.5', true],
  ['H21.17', 'H21', false],
  ['H21.1', 'H21.17', false],
  ['H21', 'H22.1', false],
])('%s covers %s: %s', (unit, other, yes) => expect(covers(unit, other)).toBe(yes));

describe('what a desk sends', () => {
  const body = { procedure: '1.001193', receivedAt: '2026-11-20T09:00:00+07:00', submission: 'direct' };
  it('needs little', () => {
    expect(dossierInput.parse(body)).toEqual({ ...body, receivedAt: new Date('2026-11-20T02:00:00Z') });
  });

  it.each([
    ['a time without its offset', { receivedAt: '2026-11-20T09:00:00' }],
    ['no time', { receivedAt: 'hôm qua' }],
    ['another way to submit', { submission: 'fax' }],
    ['an owner without a name', { owner: { name: ' ' } }],
    ['no procedure', { procedure: '' }],
    ['a parent that is no code', { parentCode: 'H21' }],
  ])('is refused with %s', (_, wrong) =>
    expect(dossierInput.safeParse({ ...body, ...wrong }).success).toBe(false),
  );

  const event = { id: 'a', status: 4, at: '2026-11-20T09:00:00+07:00' };
  it.each([4, '4', '04', 'Đang xử lý'])('names a state as %j', (status) => {
    expect(eventInput.parse({ ...event, status }).status).toBe(4);
  });

  it.each([
    ['an unknown state', { status: 11 }],
    ['an empty id', { id: '' }],
    ['a negative amount', { amount: -1 }],
    ['half a đồng', { amount: 0.5 }],
    ['a sub-state of another state', { subState: 'posted' }],
    ['fifty-one papers', { missing: Array(51).fill('x') }],
    ['a zero byte', { reason: 'a\0b' }],
    ['half a character', { missing: ['\ud800'] }],
    ['a novel for a reason', { reason: 'x'.repeat(2001) }],
  ])('is refused with %s', (_, wrong) =>
    expect(eventInput.safeParse({ ...event, ...wrong }).success).toBe(false),
  );
});
