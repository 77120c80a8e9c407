/** The knowledge that ships with the program: JSON lines, one file a field. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../config/paths.js';
import type { Db } from '../db/open.js';
import { type KnowledgeFact, knowledgeFact } from './knowledge.js';
import { takeShipped } from './knowledge-store.js';

const FOLDER = path.join(projectRoot, 'prisma/seed/knowledge');

/** The facts that ship with the program, file by file. */
export function readShippedKnowledge(): KnowledgeFact[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .flatMap((file) => readFileSync(path.join(FOLDER, file), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => knowledgeFact.parse(JSON.parse(line)));
}

/** At each start, so that installations that exist get what a newer version knows; what officers changed stays theirs. */
export async function seedKnowledge(db: Db): Promise<void> {
  await takeShipped(db, readShippedKnowledge());
}
