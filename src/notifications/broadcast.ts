/** What concerns many: procedures changed by a publication, offices that close. Found out page by page, by a job. */
import { diffRecords } from '../catalogue/diff.js';
import type { OfficialRecord } from '../catalogue/procedure.js';
import { readVersions } from '../catalogue/store.js';
import type { Client, Db } from '../db/open.js';
import { inTransaction } from '../dossiers/store.js';
import type { JobData } from '../jobs/boss.js';
import { vietnamDate } from '../time/clock.js';
import type { Closure } from '../units/unit.js';
import {
  cancelEvent,
  forgetCancelled,
  holdClosure,
  listAffectedPersons,
  listReplacedVersions,
  listVisitors,
  nextPersons,
} from './broadcast-store.js';
import { type NoticeSettings, noticeFor } from './create-notices.js';
import { closureEvent, publicationEvent } from './event.js';
import { addNotices } from './notice-store.js';

/** What people prepare a dossier by. Other fields (source, day of the last check, wording of steps) are not told. */
const TOLD_FIELDS: ReadonlySet<string> = new Set<keyof OfficialRecord>([
  'name',
  'papers',
  'timeLimits',
  'fees',
]);

type Change = 'procedureChanged' | 'procedureAbolished';

/** What is told of a record that took the place of another; null = nothing. */
export function notableChange(before: OfficialRecord, after: OfficialRecord): Change | null {
  if (after.change === 'abolished') return before.change === 'abolished' ? null : 'procedureAbolished';
  const differs = diffRecords(before, after).some(({ field }) => TOLD_FIELDS.has(field));
  return differs || before.change === 'abolished' ? 'procedureChanged' : null;
}

/** Enqueues an announcement, in a transaction. */
export type EnqueueBroadcast = (tx: Db, what: JobData['tell-many']) => Promise<void>;

/** Has a publication announced where anybody follows anything: called within the transaction that publishes. */
export function broadcastPublication(
  enqueue: EnqueueBroadcast,
): (tx: Db, publication: number) => Promise<void> {
  return async (tx, publication) => {
    if (await nextPersons(tx, '')) await enqueue(tx, { publication });
  };
}

const REOPENED = 'mở cửa lại';

/** Has a closure announced, within the transaction that enters it. One that was taken back is told once more. */
export async function broadcastClosure(
  enqueue: EnqueueBroadcast,
  tx: Db,
  unit: string,
  closure: Closure,
): Promise<void> {
  await forgetCancelled(tx, closureEvent(unit, closure), REOPENED);
  if (await nextPersons(tx, '')) await enqueue(tx, { unit, from: closure.from });
}

/** Whoever has not been told of a closure yet is not, within the transaction that ends it. */
export async function cancelClosureBroadcast(tx: Db, unit: string, closure: Closure): Promise<void> {
  await cancelEvent(tx, closureEvent(unit, closure), REOPENED);
}

/** Carries out one announcement; done again, it tells nobody twice. Returns how many notices are new. */
export async function broadcast(
  client: Client,
  what: JobData['tell-many'],
  setting: NoticeSettings,
  now: Date,
): Promise<number> {
  return 'publication' in what
    ? tellPublication(client, what.publication, setting, now)
    : tellClosure(client, what, setting, now);
}

type Changed = { code: string; name: string; field: string | null };

async function tellPublication(
  db: Db,
  publication: number,
  setting: NoticeSettings,
  now: Date,
): Promise<number> {
  const changed = await readChanges(db, publication);
  let added = 0;
  for (const kind of ['procedureAbolished', 'procedureChanged'] as const) {
    const told = changed.get(kind);
    if (!told || setting.isOff(kind)) continue;
    const names = new Map(told.map(({ code, name }) => [code, name]));
    const event = publicationEvent(publication, kind);
    for (let span = await nextPersons(db, ''); span; span = await nextPersons(db, span.upto)) {
      const notices = (await listAffectedPersons(db, told, span)).map(({ code, count, ...recipient }) => {
        const params = { code, name: names.get(code) ?? code, more: count - 1 };
        return noticeFor(recipient, { event, subject: event, kind, params, priority: 1 }, setting, now);
      });
      added += await addNotices(db, notices, now);
    }
  }
  return added;
}

/** Versions compared at a time. */
const BATCH = 50;

async function readChanges(db: Db, publication: number): Promise<Map<Change, Changed[]>> {
  const replaced = await listReplacedVersions(db, publication);
  const changed = new Map<Change, Changed[]>();
  for (let start = 0; start < replaced.length; start += BATCH) {
    const batch = replaced.slice(start, start + BATCH);
    const versions = await readVersions(
      db,
      batch.flatMap(({ before, after }) => [before, after]),
    );
    for (const { before, after } of batch) {
      const [old, fresh] = [versions.get(before), versions.get(after)];
      if (old?.layer !== 'official' || fresh?.layer !== 'official') continue;
      const kind = notableChange(old.record, fresh.record);
      if (kind) changed.set(kind, [...(changed.get(kind) ?? []), fresh.record]);
    }
  }
  return changed;
}

async function tellClosure(
  client: Client,
  { unit, from }: { unit: string; from: string },
  setting: NoticeSettings,
  now: Date,
): Promise<number> {
  if (setting.isOff('closure')) return 0;
  let added = 0;
  for (let span = await nextPersons(client, ''); span; span = await nextPersons(client, span.upto)) {
    const { after, upto } = span;
    added += await inTransaction(client, async (tx) => {
      const held = await holdClosure(tx, unit, from);
      if (!held || held.closure.to < vietnamDate(now)) return 0;
      const { name, closure } = held;
      const telling = {
        event: closureEvent(unit, closure),
        subject: `unit:${unit} ${from}`,
        kind: 'closure' as const,
        params: { office: name ?? unit, dates: daysText(closure), reason: closure.reason },
        priority: 1 as const,
      };
      const visitors = await listVisitors(tx, unit, { after, upto });
      const notices = visitors.map((each) => noticeFor(each, telling, setting, now));
      return addNotices(tx, notices, now);
    });
  }
  return added;
}

/** 25/11/2026, or 25/11/2026 – 26/11/2026: the same in every language. */
function daysText({ from, to }: Closure): string {
  const text = (date: string) => date.split('-').reverse().join('/');
  return from === to ? text(from) : `${text(from)} – ${text(to)}`;
}
