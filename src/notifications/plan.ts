/** What of the things that happen to a dossier is told, and to what end. Pure. */
import type { History } from '../dossiers/model/history.js';

/** What people are told unasked. */
export const NOTICE_KINDS = [
  /** It stands elsewhere now. */
  'status',
  /** Its due date was moved. */
  'due',
  /** What was told before was a slip, or has been put right. */
  'corrected',
  /** It is past its due date, without a letter of apology. */
  'late',
  /** Sent online, and not accepted within 8 working hours. */
  'notAccepted',
  /** The deadline for supplements is near. */
  'supplementSoon',
  /** The result waits to be fetched. */
  'resultWaiting',
  /** The office closes. */
  'closure',
  /** A procedure has changed, or is abolished. */
  'procedureChanged',
  'procedureAbolished',
] as const;

/** One of `NOTICE_KINDS`. */
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** `forget`: the event whose notice, if it still waits, is not to be told any more. */
export type Plan = { kind: NoticeKind | null; forget: number | null };

const NOTHING: Plan = { kind: null, forget: null };

/**
 * What is told of the event at a position. Only where the dossier stands now is told: what was overtaken by something
 * later, arrived late or was undone is not. `wasTold`: whether somebody was told of the event at a position already.
 */
export function planDossier(
  { state, entries, dueSetBy }: History,
  position: number,
  wasTold: (position: number) => boolean,
): Plan {
  const event = entries.find((entry) => entry.position === position);
  if (!event || event.undone) return NOTHING;
  if (event.kind === 'undo' && event.target !== null) {
    const isKnown = wasTold(event.target);
    return { kind: isKnown ? 'corrected' : null, forget: event.target };
  }
  if (event.kind === 'correction') return { kind: 'corrected', forget: event.target };
  if (state.statusPosition === position && event.kind !== 'due') return { kind: 'status', forget: null };
  const moved = dueSetBy === position && state.dueOriginal?.getTime() !== state.dueAt?.getTime();
  // A date worked out anew by the program belongs to the step that called for it, which is told.
  const isTold = event.kind !== 'due' || event.reason !== null;
  return moved && isTold ? { kind: 'due', forget: null } : NOTHING;
}
