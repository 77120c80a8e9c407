import { expect, it } from 'vitest';
import { answerLink } from '../../../src/dossiers/model/parts.js';
import { at, clerk, system } from '../fixture.js';
import { newDraft } from './draft.js';

it('a link is confirmed by whoever acts for the unit of the whole, and told again changes nothing', () => {
  const parent = 'H21.18-261119-0001';
  const draft = newDraft({ parentCode: parent }, { ...system, unit: 'H21.17' });
  const answer = (unit: string, whole = parent) =>
    answerLink(draft, { parent: whole, confirmed: true }, { actor: { ...clerk, unit }, now: at(21) });
  expect(answer('H21.17')).toMatchObject({ refusal: { kind: 'notAPart' }, field: 'part' });
  expect(answer('H21.18', 'H21.18-261119-0002')).toMatchObject({ refusal: { kind: 'notAPart' } });
  expect(answer('H21.18')).toMatchObject({ value: [{ outcome: 'recorded' }] });
  expect(draft.history?.facts.parentConfirmed).toBe(true);
  expect(answer('H21')).toMatchObject({ value: [{ outcome: 'repeated' }] });
  expect(draft.events).toHaveLength(2);
});
