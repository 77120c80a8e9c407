/** The starter catalogue: what a fresh installation answers from. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../config/paths.js';
import type { Client } from '../db/open.js';
import { guide, officialRecord } from './procedure.js';
import {
  addChanges,
  CatalogueMoved,
  currentPublicationId,
  discardDraft,
  publishDraft,
  startDraft,
} from './publication-store.js';
import { type LayerRecord, stageVersions } from './store.js';

const FOLDER = path.join(projectRoot, 'prisma/seed/catalogue');
const seedFile = z.object({ procedures: z.array(z.object({ official: officialRecord, guide })) });

/** Reads the records that ship with the program. */
export function readStarterCatalogue(): LayerRecord[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => seedFile.parse(JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8'))).procedures)
    .flatMap(({ official, guide: ours }): LayerRecord[] => [
      { layer: 'official', record: official },
      { layer: 'guide', record: ours },
    ]);
}

/** Publishes the starter catalogue when nothing has been published yet; true when it did. `begin` is called before. */
export async function seedCatalogue(client: Client, begin: () => void = () => undefined): Promise<boolean> {
  if ((await currentPublicationId(client)) > 0) return false;
  begin();
  const versions = await stageVersions(client, readStarterCatalogue());
  const reason = { kind: 'seed', by: 'motcua', why: 'Danh mục khởi đầu', decision: null } as const;
  const draft = await startDraft(client, reason);
  await addChanges(client, draft, versions);
  const added = versions.filter((version) => version.layer === 'official').length;
  try {
    await publishDraft(client, draft, { added, amended: 0, abolished: 0, removed: 0 });
    return true;
  } catch (error) {
    // Another process starting on the same database was first.
    if (!(error instanceof CatalogueMoved)) throw error;
    await discardDraft(client, draft);
    return false;
  }
}
