import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { readHeadLine } from '../../src/dossiers/integrity/head-line.js';
import { takeHead } from '../../src/dossiers/integrity/verify.js';
import { createHeadKeeper } from '../../src/operations/kept-heads.js';
import { KEYS } from '../dossiers/fixture.js';
import { openTestDatabase } from '../support/database.js';
import { type FakeServer, serveFake } from '../support/fake-server.js';
import { newFolder } from '../support/folder.js';

const { chainKey } = KEYS;
const folder = newFolder('heads');

const { client } = await openTestDatabase();
beforeEach(() => client.$executeRaw`TRUNCATE dossier_heads RESTART IDENTITY CASCADE`);

const day = (date: number) => new Date(Date.UTC(2026, 10, date));

function openKeeper(to: string) {
  const alerts: string[] = [];
  const keeper = createHeadKeeper({
    client,
    chainKey,
    to,
    alert: (code, text) => alerts.push(`${code}: ${text}`),
  });
  return { keeper, alerts };
}

describe('heads kept in a file', () => {
  it('come there as they are made, those from before it was set first, each once', async () => {
    const file = path.join(folder, 'a.jsonl');
    const heads = [await takeHead(client, chainKey, day(1)), await takeHead(client, chainKey, day(2))];
    const { keeper, alerts } = openKeeper(file);
    await keeper.keep(heads[1] ?? null);
    heads.push(await takeHead(client, chainKey, day(3)));
    await keeper.keep(heads[2] ?? null);
    await keeper.keep(null);
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => readHeadLine(chainKey, line))).toEqual(
      heads.map((head) => ({ takenAt: head?.takenAt, mac: head?.mac })),
    );
    expect(alerts).toEqual([]);
  });

  it('come there later when the folder was away, and the operator is told', async () => {
    const { keeper, alerts } = openKeeper(path.join(folder, 'away', 'b.jsonl'));
    await keeper.keep(await takeHead(client, chainKey, day(1)));
    expect(alerts).toEqual([expect.stringMatching(/^heads: .*ENOENT/)]);
    mkdirSync(path.join(folder, 'away'));
    await keeper.keep(null);
    expect(readFileSync(path.join(folder, 'away', 'b.jsonl'), 'utf8').split('\n')).toHaveLength(2);
  });

  it('come there although somebody has noted in the database that they did', async () => {
    const file = path.join(folder, 'c.jsonl');
    const head = await takeHead(client, chainKey, day(1));
    await client.dossierHead.updateMany({ data: { keptAt: day(1) } });
    await openKeeper(file).keeper.keep(head);
    expect(readFileSync(file, 'utf8')).toContain(head?.mac);
  });

  it('begin on a line of their own after one that was cut off', async () => {
    const file = path.join(folder, 'd.jsonl');
    writeFileSync(file, '{"id":1,"tak');
    await openKeeper(file).keeper.keep(await takeHead(client, chainKey, day(1)));
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => readHeadLine(chainKey, line) !== null)).toEqual([false, true]);
  });
});

describe('heads posted to an address', () => {
  const servers: FakeServer[] = [];
  afterAll(() => Promise.all(servers.map((server) => server.stop())));
  const serve = async (...given: Parameters<typeof serveFake>) => {
    const server = await serveFake(...given);
    servers.push(server);
    return server;
  };

  it('come there again until they are taken, in order, and the address is named nowhere', async () => {
    const bodies: string[] = [];
    const server = await serve(({ body }) => {
      bodies.push(body.toString());
      return { status: 204 };
    });
    server.fail('/', { kind: 'html', status: 503 }, 1);
    const { keeper, alerts } = openKeeper(`${server.origin}/?key=bi-mat`);
    const heads = [await takeHead(client, chainKey, day(1)), await takeHead(client, chainKey, day(2))];
    await keeper.keep(heads[0] ?? null);
    expect([bodies, alerts]).toEqual([[], [expect.stringMatching(/^heads: .*HTTP 503/)]]);
    expect(alerts.join()).not.toContain('bi-mat');
    await keeper.keep(heads[1] ?? null);
    expect(bodies.map((body) => readHeadLine(chainKey, body)?.mac)).toEqual(heads.map((head) => head?.mac));
  });

  it('are tried again when the connection was lost after they were taken', async () => {
    const bodies: string[] = [];
    const server = await serve(({ body }) => {
      bodies.push(body.toString());
      return {};
    });
    server.fail('/', { kind: 'reset' }, 1);
    const { keeper } = openKeeper(server.origin);
    await keeper.keep(await takeHead(client, chainKey, day(1)));
    await keeper.keep(null);
    expect(bodies).toHaveLength(2);
    expect(bodies[0]).toBe(bodies[1]);
  });
});

describe('a line of a head', () => {
  it('is not to be made or changed without the key', async () => {
    const file = path.join(folder, 'e.jsonl');
    await openKeeper(file).keeper.keep(await takeHead(client, chainKey, day(1)));
    const line = readFileSync(file, 'utf8').trim();
    expect(readHeadLine(chainKey, line)).not.toBeNull();
    expect(readHeadLine(Buffer.alloc(32, 9), line)).toBeNull();
    const head = JSON.parse(line);
    for (const change of [
      { id: 2 },
      { dossiers: 5 },
      { mac: 'x' },
      { takenAt: day(9) },
      { sign: '' },
      { sign: 3 },
    ])
      expect(readHeadLine(chainKey, JSON.stringify({ ...head, ...change }))).toBeNull();
    for (const other of ['', '[]', 'null', '{', line.slice(1)])
      expect(readHeadLine(chainKey, other)).toBeNull();
  });
});
