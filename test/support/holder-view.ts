/** A dossier as its holder sees it, and look-ups in which nothing opens: what conversations about dossiers begin with. */
import type { Dossiers } from '../../src/conversation/lookups.js';
import type { HolderView } from '../../src/dossiers/look-up/look-up.js';
import { UNREMEMBERED } from './transcript.js';

/** A moment of November 2026 in Viet Nam. */
export const at = (day: number, time = '09:00') => new Date(`2026-11-${day}T${time}:00+07:00`);

/** One that is being worked on, due on the 27th. */
export const VIEW: HolderView = {
  code: 'H21.17-261116-0012',
  procedureCode: '1.001193',
  procedureVersion: null,
  submission: 'direct',
  receivedAt: at(16),
  receivingUnit: 'H21.17',
  settlingUnit: 'H21.17',
  returningUnit: 'H21.17',
  status: 4,
  subState: null,
  statusAt: at(17),
  dueAt: at(27, '17:00'),
  dueOriginal: at(27, '17:00'),
  extended: false,
  settledAt: null,
  lateness: 'inTime',
  owner: 'Nguyễn V. A.',
  reason: null,
  apologyReason: null,
  missing: null,
  supplementBy: null,
  amount: null,
  parts: [],
};

/** Every code asks for digits, and no digits are right. */
export const NOTHING_OPENS: Dossiers = {
  holds: async () => true,
  byCode: async () => ({ kind: 'askFactor' }),
  lookUp: async () => ({ kind: 'wrong', triesLeft: 4 }),
  again: async () => null,
  views: async () => [],
  explainDue: async () => null,
  procedureName: async () => null,
  supplementBy: async () => null,
  ...UNREMEMBERED,
  keptDays: 365,
};
