import { describe, expect, it } from 'vitest';
import { readCatalogueFile } from '../../src/catalogue/import/index.js';
import { importCatalogue } from '../../src/catalogue/import-catalogue.js';
import type { ClockPolicy } from '../../src/catalogue/procedure.js';
import { applyBatch } from '../../src/dossiers/change/update.js';
import { explainDossierDue } from '../../src/dossiers/look-up/explanation.js';
import { findDossier } from '../../src/dossiers/store.js';
import { vietnamDate } from '../../src/time/clock.js';
import { guideFor, official } from '../support/records.js';
import { openTestServices } from '../support/services.js';
import { at, clerk, event, filed } from './fixture.js';

const PROCEDURE = '1.990001';
const CONTEXT = { fileName: 'mot.jsonl', today: '2026-11-21' };
const { dossiers: setting } = await openTestServices();

/** Imports the procedure, seven working days, as an officer does, with a guide that says this of supplements. */
async function importWith(policy: ClockPolicy | undefined): Promise<void> {
  const timeLimits = [{ channel: null, case: null, amount: 7, unit: 'workingDay' as const, text: null }];
  const line = JSON.stringify({
    official: official({ code: PROCEDURE, timeLimits }),
    guide: guideFor({ code: PROCEDURE, ...(policy && { clockPolicy: policy }) }),
  });
  async function* file() {
    yield Buffer.from(line);
  }
  await importCatalogue(setting.client, readCatalogueFile(file(), CONTEXT), {
    apply: true,
    complete: false,
    reason: { by: 'lan', why: 'thử', decision: null },
    onProgress: () => undefined,
    signal: new AbortController().signal,
  });
}

let sequence = 0;

/** Handed in on Monday 2 November; papers asked for on the 5th are complete on the 10th. */
async function supplemented(): Promise<string> {
  sequence += 1;
  const code = `H21.17-261102-${sequence}`;
  const dossier = { ...filed, procedure: PROCEDURE, receivedAt: at(2) };
  const events = [event('a', 5, at(5), { reason: 'Thiếu' }), event('b', 4, at(10))];
  const [result] = await applyBatch(setting, [{ code, dossier, events }], { actor: clerk, now: at(10) });
  expect(result).toMatchObject({ ok: true });
  return code;
}

async function dueOf(code: string) {
  const dossier = await findDossier(setting.client, code);
  const explanation = await explainDossierDue(setting.client, setting.loadProcedures, code);
  return {
    policy: dossier?.clockPolicy,
    due: dossier?.dueAt && vietnamDate(dossier.dueAt),
    explained: explanation?.result.kind === 'due' ? explanation.result.due : null,
    rules: explanation?.rules.map(({ rule }) => rule),
  };
}

describe('what supplements do to the time limit is the procedure’s own', () => {
  it.each([
    [undefined, 'restart', '2026-11-19', ['restarted', 'received', 'workingDay']],
    ['restart', 'restart', '2026-11-19', ['restarted', 'received', 'workingDay']],
    ['pause', 'pause', '2026-11-16', ['received', 'workingDay', 'paused']],
    ['none', 'none', '2026-11-11', ['runsOn', 'received', 'workingDay']],
  ] as const)('%s in the guide', async (said, policy, due, rules) => {
    await importWith(said);
    expect(await dueOf(await supplemented())).toEqual({ policy, due, explained: due, rules });
  });

  it('is kept by a dossier that was filed before the guide changed', async () => {
    await importWith('none');
    const before = await supplemented();
    await importWith('pause');
    expect([(await dueOf(before)).policy, (await dueOf(await supplemented())).policy]).toEqual([
      'none',
      'pause',
    ]);
  });
});
