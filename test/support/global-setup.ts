import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { seedHolidays } from '../../src/calendar/holiday-store.js';
import { seedKnowledge } from '../../src/catalogue/knowledge-seed.js';
import { seedCatalogue } from '../../src/catalogue/seed.js';
import { projectRoot } from '../../src/config/paths.js';
import { migrate } from '../../src/db/migrate.js';
import { type Client, MIGRATIONS, openPostgres, wrapInMemory } from '../../src/db/open.js';
import { compileReaderProgram } from '../photos/compile.js';
import { scratch } from './folder.js';
import { addressOf, createOnServer, dropOnServer, postgresUrl } from './server.js';

/** What test files copy: a migrated database, empty and with what a new installation starts from. */
export type Templates = { empty: string; seeded: string };

declare module 'vitest' {
  interface ProvidedContext {
    /** Files with dumps; with `TEST_DATABASE_URL` names of databases on that server. */
    templates: Templates;
    /** The files PostgreSQL's own initdb makes, for databases that begin on files; null = nobody has made them yet. */
    cluster: string | null;
    /** The file of the thread that reads photos. */
    readerProgram: string;
  }
}

/** Makes the templates once for all test files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(scratch, 'motcua-test-'));
  const { templates, cluster, drop } = postgresUrl
    ? await makeOnServer(postgresUrl)
    : await makeDumps(folder);
  project.provide('templates', templates);
  project.provide('cluster', cluster);
  project.provide('readerProgram', await compileReaderProgram(path.join(folder, 'photos')));
  return async () => {
    await drop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function seed(client: Client): Promise<void> {
  await seedHolidays(client);
  await seedCatalogue(client);
  await seedKnowledge(client);
}

type Made = { templates: Templates; cluster: string | null; drop(): Promise<void> };

async function makeDumps(folder: string): Promise<Made> {
  const templates = { empty: path.join(folder, 'empty.tar'), seeded: path.join(folder, 'seeded.tar') };
  const cluster = path.join(folder, 'cluster');
  await cp(await findCluster(folder), cluster, { recursive: true });
  const begun = path.join(folder, 'begun');
  await cp(cluster, begun, { recursive: true });
  const lite = await PGlite.create({ dataDir: begun });
  const dump = async (file: string) => writeFile(file, (await lite.dumpDataDir('none')).stream());
  await migrate(
    { query: (sql, values) => lite.query(sql, values), exec: (sql) => lite.exec(sql) },
    MIGRATIONS,
  );
  await dump(templates.empty);
  const database = await wrapInMemory(lite);
  await seed(database.client);
  await dump(templates.seeded);
  await database.close();
  return { templates, cluster, drop: async () => undefined };
}

/** What initdb of this version of PGlite makes, kept for the next runs: it takes five seconds. */
async function findCluster(folder: string): Promise<string> {
  const packageFile = path.join(projectRoot, 'node_modules/@electric-sql/pglite/package.json');
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8'));
  const kept = path.join(projectRoot, `node_modules/.cache/motcua/cluster-${version}`);
  if (existsSync(kept)) return kept;
  const made = path.join(folder, 'made');
  await (await PGlite.create({ dataDir: made })).close();
  // Another run may be at it: each copies to a name of its own, and the first gives it its final one.
  const draft = `${kept}.${path.basename(folder)}`;
  await cp(made, draft, { recursive: true });
  await rename(draft, kept).catch(() => rm(draft, { recursive: true }));
  return made;
}

async function makeOnServer(url: string): Promise<Made> {
  const empty = await createOnServer(url);
  await (await openPostgres(addressOf(url, empty))).close();
  const seeded = await createOnServer(url, empty);
  const database = await openPostgres(addressOf(url, seeded));
  await seed(database.client);
  await database.close();
  return {
    templates: { empty, seeded },
    cluster: null,
    drop: async () => {
      await dropOnServer(url, seeded);
      await dropOnServer(url, empty);
    },
  };
}
