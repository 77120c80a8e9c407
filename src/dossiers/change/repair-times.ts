/**
 * Finds states that a file or another program told without their time, and that were recorded as of the moment they
 * came: the moment of an import is no time of a result. Nor is one before the day of reception. Each is corrected by an
 * event that says so, with its reason.
 */
import { addEvent, blankEvent, type Draft } from '../model/change.js';
import { OWN_SOURCE } from '../model/dossier.js';
import { type ChangeSource, commit, type UpdateDeps } from './commit.js';
import { listNoTimes, type NoTime } from './repair-store.js';

/** A dossier with such states, and how many of them. */
export type Repaired = { code: string; events: number };

const PAGE = 500;

/** The dossiers concerned, page by page; with `apply` they are corrected. Told again, it finds what is left. */
export async function* repairTimes(
  setting: UpdateDeps,
  { apply, reasons, ...told }: ChangeSource & { apply: boolean; reasons: Readonly<Record<NoTime, string>> },
): AsyncGenerator<Repaired[]> {
  for (let after = ''; ; ) {
    const found = await listNoTimes(setting.client, after, PAGE);
    const last = found.at(-1);
    if (!last) return;
    after = last.key;
    if (apply) {
      const works = found.map(({ code, events }) => ({
        code,
        edit: (draft: Draft) => {
          for (const { position, why } of events)
            takeTime(draft, position, { reason: reasons[why], ...told });
          return { ok: true as const, value: [] };
        },
      }));
      await commit(setting, works, told);
    }
    yield found.map(({ code, events }) => ({ code, events: events.length }));
  }
}

function takeTime(
  draft: Draft,
  target: number,
  { actor, now, reason }: ChangeSource & { reason: string },
): void {
  if (draft.events.some((event) => event.kind === 'undated' && event.target === target)) return;
  addEvent(draft, {
    ...blankEvent(actor, now, { kind: 'undated', source: OWN_SOURCE, id: `undated:${target}`, at: now }),
    target,
    details: true,
    reason,
  });
}
