import { beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '../../src/app.js';
import { runProgram } from '../../src/cli/program.js';
import { memoryIo } from '../support/io.js';
import { openTestServices } from '../support/services.js';

describe('a list with nothing in it', () => {
  let services: Services;
  beforeAll(async () => {
    services = await openTestServices();
    return () => services.close();
  });

  it.each([
    'questions',
    'questions list --all',
    'questions missed',
    'reports',
    'ratings',
    'lexicon list',
    'knowledge list --removed',
    'unit show',
    'staff key list',
    'dossier list --list overdue',
    'dossier imports',
    'dossier mappings',
    'dossier waiting-parts',
    'inbox',
    'outbox',
  ])('says so beside the result, which stays empty: %s', async (line) => {
    const { io, written } = memoryIo();
    expect(await runProgram(line.split(' '), io, async () => services)).toBe(0);
    expect([written.out, written.err]).toEqual(['', expect.stringMatching(/^Chưa .*\n$/)]);
  });
});
