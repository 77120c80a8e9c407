/** The desks of the simulated year: tell everything through the HTTP interface, in bulk and one by one, until it is taken. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Push, Story, Told } from './simulate-year.js';

/** A story as far as it has been told. */
export type Telling = {
  story: Story;
  next: number;
  busy: boolean;
  /** When each push was acknowledged. */
  acknowledged: number[];
  /** So many were told in the request that filed it: nobody can have followed it before. */
  filedWith: number;
  /** When the slip was sent, and its undoing acknowledged. */
  slip: { sent: number; undone: number } | null;
};

export type Keys = { system: string; desk: string };
/** What the desks did. */
export type Done = { events: number; requests: number; again: number; refused: string[] };

const BULK = 300;
const TICK_MS = 100;
const SINGLES = 12;
/** An undoing follows so long after the slip. */
const SLIP_MS = 1_000;

/** Tells all stories in their time; `origins` may be down for a while. */
export async function tellStories(
  tellings: readonly Telling[],
  origins: readonly string[],
  keys: Keys,
): Promise<Done> {
  const done: Done = { events: 0, requests: 0, again: 0, refused: [] };
  const began = Date.now();
  const isDue = ({ story, next, busy }: Telling) =>
    !busy && next < story.pushes.length && (story.pushes[next]?.after ?? 0) <= Date.now() - began;
  const send = sender(origins, done);
  const running = new Set<Promise<void>>();
  let open = [...tellings];
  let singles = 0;
  const start = (work: Promise<void>) => {
    const run: Promise<void> = work.finally(() => running.delete(run));
    running.add(run);
  };
  while (open.length > 0 || running.size > 0) {
    const due = open.filter(isDue);
    const bulk = due.filter((each) => !isAlone(each));
    for (let at = 0; at < bulk.length && running.size - singles < origins.length; at += BULK)
      start(tellBulk(bulk.slice(at, at + BULK), { send, keys, began, done }));
    for (const each of due.filter(isAlone)) {
      if (singles >= SINGLES) break;
      singles += 1;
      start(
        tellOne(each, { send, keys, began, done }).finally(() => {
          singles -= 1;
        }),
      );
    }
    await sleep(TICK_MS);
    open = open.filter(({ story, next, busy }) => busy || next < story.pushes.length);
  }
  return done;
}

type Send = (route: string, method: string, key: string, body: object) => Promise<unknown>;
type Desk = { send: Send; keys: Keys; began: number; done: Done };

const isAlone = ({ story, next }: Telling) => story.single || story.pushes[next]?.push.kind === 'slip';

/** Everything due of some dossiers up to the next slip, in one request. */
async function tellBulk(tellings: readonly Telling[], { send, keys, began, done }: Desk): Promise<void> {
  for (const each of tellings) each.busy = true;
  const parts = tellings.map((each) => {
    const due = each.story.pushes.slice(each.next).filter(({ after }) => after <= Date.now() - began);
    const slip = due.findIndex(({ push }) => push.kind === 'slip');
    return due.slice(0, slip === -1 ? due.length : slip).map(({ push }) => push);
  });
  const items = tellings.map(({ story }, index) => itemOf(story.code, parts[index] ?? []));
  const answer = (await send('/api/dossiers/bulk', 'POST', keys.system, { items })) as {
    results: { ok: boolean; error?: object }[];
  };
  const now = Date.now();
  tellings.forEach((each, index) => {
    const count = parts[index]?.length ?? 0;
    if (!answer.results[index]?.ok) done.refused.push(JSON.stringify(answer.results[index]));
    if (each.next === 0) each.filedWith = count;
    for (let i = 0; i < count; i += 1) each.acknowledged.push(now);
    done.events += count;
    each.next += count;
    each.busy = false;
  });
}

function itemOf(code: string, pushes: readonly Push[]): object {
  const [file] = pushes.flatMap((push) => (push.kind === 'file' ? [push.dossier] : []));
  const events = pushes.flatMap((push) => (push.kind === 'file' ? [] : [push.event]));
  return { code, ...(file ? { dossier: file } : {}), ...(events.length > 0 ? { events } : {}) };
}

async function tellOne(telling: Telling, { send, keys, done }: Desk): Promise<void> {
  telling.busy = true;
  const { story } = telling;
  const push = story.pushes[telling.next]?.push;
  const route = `/api/dossiers/${story.code}`;
  if (push?.kind === 'file') {
    await send(route, 'PUT', keys.system, push.dossier);
    telling.filedWith = 1;
  }
  if (push?.kind === 'event') await send(`${route}/events`, 'POST', keys.system, push.event);
  if (push?.kind === 'slip') telling.slip = await slip(send, route, keys.desk, push.event);
  telling.acknowledged.push(Date.now());
  done.events += 1;
  telling.next += 1;
  telling.busy = false;
}

async function slip(send: Send, route: string, key: string, event: Told) {
  const sent = Date.now();
  await send(`${route}/events`, 'POST', key, event);
  await sleep(SLIP_MS);
  await send(`${route}/undo`, 'POST', key, { id: event.id, reason: 'ghi nhầm hồ sơ' });
  return { sent, undone: Date.now() };
}

/** Sends to one process after another until one takes it; what is refused is noted. */
function sender(origins: readonly string[], done: Done): Send {
  let turn = 0;
  return async (route, method, key, body) => {
    for (;;) {
      const origin = origins[turn++ % origins.length];
      const response = await fetch(`${origin}${route}`, {
        method,
        headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(60_000),
      }).catch(() => null);
      const text = await response?.text().catch(() => null);
      done.requests += 1;
      if (response && text && response.status < 500) {
        if (!response.ok) done.refused.push(`${route}: ${text}`);
        return JSON.parse(text);
      }
      done.again += 1;
      await sleep(200);
    }
  };
}
