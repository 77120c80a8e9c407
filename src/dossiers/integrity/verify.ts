/** Takes heads over all chains, and checks that nothing recorded was changed or taken away. */
import type { Client, Db } from '../../db/open.js';
import { inTransaction, lockDossiers, readEvents, readStored } from '../store.js';
import { type ChainFault, findFault, type Head, startSeal } from './chain.js';
import {
  countDossiers,
  findCutChain,
  latestHead,
  listHeads,
  nextKeys,
  readHeadEntries,
  sealHead,
  startHead,
} from './chain-store.js';
import { tellOldErasures } from './retention.js';

/**
 * Takes a head over all chains as they are now; its `mac` belongs in the log. Null = another one was being taken. The
 * first one has what was erased before erasures were events told by one first.
 */
export async function takeHead(db: Client, chainKey: Buffer, now: Date): Promise<Head | null> {
  const last = await latestHead(db);
  if (!last?.erasuresChained) await tellOldErasures({ client: db, chainKey }, now);
  const head = await startHead(db, last, now);
  const mac = await seal(db, chainKey, last?.mac ?? '', head);
  return (await sealHead(db, head, last, mac)) ? { ...head, mac } : null;
}

async function seal(db: Db, chainKey: Buffer, previousMac: string, head: Head): Promise<string> {
  const sealed = startSeal(chainKey, previousMac, head);
  for await (const page of readHeadEntries(db, head.id)) page.forEach(sealed.add);
  return sealed.mac();
}

/**
 * `headEdited`: a stored head is not as it was sealed. `headMissing`: a head known from elsewhere is not among them,
 * nor therefore what it saw; `takenAt: null` = its time is not known.
 */
export type VerifyFault =
  | ChainFault
  | { kind: 'headEdited'; takenAt: Date }
  | { kind: 'headMissing'; takenAt: Date | null };

/** A head as it was noted elsewhere. */
export type KnownHead = { mac: string; takenAt: Date | null };

/** What verifying tells as it goes on, and at last. */
export type VerifyStep =
  | { kind: 'progress'; checked: number; total: number }
  /**
   * The end: the first fault (null = none), the dossiers checked, and the latest head (null = none was taken).
   * `unknown`: heads that are not among those known from elsewhere.
   */
  | { kind: 'done'; fault: VerifyFault | null; checked: number; head: Head | null; unknown: Head[] };

const PAGE = 500;

/**
 * Checks heads, every dossier with its events, and that every chain still holds what the heads saw; ends at the first
 * fault. `known`: heads noted elsewhere, from the log or where they were kept. What came after the last of them can be
 * taken away unseen, together with the heads since.
 */
export async function* verifyChain(
  { client, chainKey }: { client: Client; chainKey: Buffer },
  { known = [] }: { known?: readonly KnownHead[] } = {},
): AsyncGenerator<VerifyStep> {
  const heads = await listHeads(client);
  const latest = heads.at(-1) ?? null;
  const total = await countDossiers(client);
  let checked = 0;
  const macs = new Set(known.map(({ mac }) => mac));
  const unknown = heads.filter(({ mac }) => !macs.has(mac));
  const done = (fault: VerifyFault | null): VerifyStep => ({
    kind: 'done',
    fault,
    checked,
    head: latest,
    unknown,
  });
  const stored = new Set(heads.map(({ mac }) => mac));
  const missing = known.find(({ mac }) => !stored.has(mac));
  if (missing) return yield done({ kind: 'headMissing', takenAt: missing.takenAt });
  const edited = await findEditedHead(client, chainKey, heads);
  if (edited) return yield done({ kind: 'headEdited', takenAt: edited.takenAt });
  const erasuresChained = heads.some((head) => head.erasuresChained);
  for (let after = ''; ; ) {
    const keys = await nextKeys(client, after, PAGE);
    const last = keys.at(-1);
    if (last === undefined) break;
    const fault = await checkDossiers(client, { chainKey, erasuresChained }, keys);
    if (fault) return yield done(fault);
    after = last;
    checked += keys.length;
    yield { kind: 'progress', checked, total };
  }
  yield done(await checkAgainstHeads(client));
}

async function findEditedHead(db: Db, chainKey: Buffer, heads: readonly Head[]): Promise<Head | null> {
  let previousMac = '';
  for (const head of heads) {
    if ((await seal(db, chainKey, previousMac, head)) !== head.mac) return head;
    previousMac = head.mac;
  }
  return null;
}

type Rules = { chainKey: Buffer; erasuresChained: boolean };

/** A fault may be a change made between two reads: it counts when it is still there under lock. */
async function checkDossiers(
  client: Client,
  rules: Rules,
  keys: readonly string[],
): Promise<ChainFault | null> {
  const fault = await firstFault(client, rules, keys, readStored);
  if (!fault) return null;
  return inTransaction(client, (tx) => firstFault(tx, rules, keys, lockDossiers));
}

async function firstFault(
  db: Db,
  { chainKey, erasuresChained }: Rules,
  keys: readonly string[],
  read: typeof readStored,
): Promise<ChainFault | null> {
  const dossiers = await read(db, keys);
  const events = await readEvents(db, keys);
  for (const dossier of dossiers) {
    const fault = findFault(chainKey, dossier, events.get(dossier.key) ?? [], erasuresChained);
    if (fault) return fault;
  }
  return null;
}

async function checkAgainstHeads(db: Db): Promise<ChainFault | null> {
  const cut = await findCutChain(db);
  if (!cut) return null;
  return {
    key: cut.key,
    position: cut.exists ? cut.length : null,
    kind: cut.exists ? 'tailCut' : 'dossierDeleted',
  };
}
