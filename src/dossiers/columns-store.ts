/** The columns of dossiers and events, and the SQL that names them. */
import { Prisma } from '../generated/prisma/client.js';
import type { StoredDossier } from './model/dossier.js';

/** Fields of a dossier and the types of their columns. */
export const DOSSIER_FIELDS = {
  key: 'text',
  code: 'text',
  unit: 'text',
  procedureCode: 'text',
  procedureVersion: 'text',
  submission: 'text',
  receivedAt: 'timestamptz',
  receivingUnit: 'text',
  settlingUnit: 'text',
  returningUnit: 'text',
  parentKey: 'text',
  parentCode: 'text',
  parentConfirmed: 'boolean',
  clockPolicy: 'text',
  toldDueAt: 'timestamptz',
  ownerDigest: 'text',
  ownerName: 'text',
  ownerSalt: 'text',
  phoneHash: 'text',
  identityHash: 'text',
  status: 'smallint',
  subState: 'text',
  statusAt: 'timestamptz',
  statusPosition: 'int',
  dueAt: 'timestamptz',
  dueOriginal: 'timestamptz',
  extensionCount: 'smallint',
  apologyDocument: 'text',
  statusKnown: 'boolean',
  settledAt: 'timestamptz',
  settledKnown: 'boolean',
  wasLate: 'boolean',
  irregular: 'boolean',
  voided: 'boolean',
  holderKind: 'text',
  holderId: 'text',
  holderName: 'text',
  holderSince: 'timestamptz',
  step: 'text',
  erasedAt: 'timestamptz',
  version: 'int',
  chainLength: 'int',
  chainLink: 'text',
} as const satisfies Partial<Record<keyof StoredDossier | 'parentKey', string>>;

/** Fields of an event; the source's id has a column of another name. */
export const EVENT_FIELDS = {
  key: 'text',
  position: 'int',
  kind: 'text',
  source: 'text',
  eventId: 'text',
  status: 'smallint',
  subState: 'text',
  at: 'timestamptz',
  atKnown: 'boolean',
  recordedAt: 'timestamptz',
  actorKind: 'text',
  actorId: 'text',
  amount: 'bigint',
  dueAt: 'timestamptz',
  apologyDocument: 'text',
  target: 'int',
  facts: 'jsonb',
  details: 'boolean',
  actorName: 'text',
  reason: 'text',
  missing: 'jsonb',
  holderName: 'text',
  salt: 'text',
  digest: 'text',
  link: 'text',
} as const;

/** Fields with the types of their columns. */
export type Fields = Readonly<Record<string, string>>;

const columnOf = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const each = (fields: Fields, write: (field: string, type: string) => string) =>
  Prisma.raw(
    Object.entries(fields)
      .map(([field, type]) => write(field, type))
      .join(', '),
  );

/** `received_at, …` */
export const columns = (fields: Fields) => each(fields, columnOf);
/** `received_at AS "receivedAt", …` */
export const selected = (fields: Fields) => each(fields, (field) => `${columnOf(field)} AS "${field}"`);
/** `"receivedAt" timestamptz, …` */
export const typed = (fields: Fields) => each(fields, (field, type) => `"${field}" ${type}`);
/** The fields of a JSON record `r`; JSON's null is none of SQL's. */
export const taken = (fields: Fields) =>
  each(fields, (field, type) => (type === 'jsonb' ? `NULLIF(r."${field}", 'null')` : `r."${field}"`));
/** `received_at = r."receivedAt", …` */
export const assigned = (fields: Fields) => each(fields, (field) => `${columnOf(field)} = r."${field}"`);

/** `received_at = s.received_at, …` */
export const copied = (fields: Fields) =>
  each(fields, (field) => `${columnOf(field)} = s.${columnOf(field)}`);

const { key: _key, code: _code, unit: _unit, ...amendable } = DOSSIER_FIELDS;
/** Fields that change after a dossier was filed. */
export const AMENDABLE = amendable;
