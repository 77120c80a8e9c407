/** A database on files is first made by PostgreSQL's own initdb, which takes five seconds of the processor's time. */
import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';

const original = PGlite.create;
/** As PGlite has it, with its own initdb. */
export const create: (options: PGliteOptions) => Promise<PGlite> = original.bind(PGlite);

/** What is begun on files begins as a copy of what initdb has made, until the end that is returned. */
export function beginAs(cluster: () => string | Promise<string>): () => void {
  const share = async (options: PGliteOptions = {}) => {
    const { dataDir } = options;
    if (dataDir !== undefined && !existsSync(path.join(dataDir, 'PG_VERSION')))
      cpSync(await cluster(), dataDir, { recursive: true });
    return create(options);
  };
  PGlite.create = share as typeof original;
  return () => {
    PGlite.create = original;
  };
}
