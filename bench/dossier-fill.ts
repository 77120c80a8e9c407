/**
 * Fills a database with any number of dossiers by SQL alone. The dossier of a number is always the same: its code and
 * the digits that open it can be told without reading it.
 */
import type pg from 'pg';

const UNITS = 50;
const PER_DAY = 100;

/** The receipt code of dossier `number`, counted from 0: a hundred a day at each of fifty offices. */
export function codeOf(number: number): string {
  const unit = `H21.${1 + (number % UNITS)}`;
  const day = new Date(Date.UTC(2024, 0, 1 + Math.floor(number / (UNITS * PER_DAY))));
  const sequence = 1 + (Math.floor(number / UNITS) % PER_DAY);
  const date = day.toISOString().slice(2, 10).replaceAll('-', '');
  return `${unit}-${date}-${String(sequence).padStart(4, '0')}`;
}

/** The last four digits of the phone of dossier `number`. */
export function digitsOf(number: number): string {
  return String(1000 + ((number * 7919) % 9000));
}

/** Numbers with the names their dossiers go by. */
const NUMBERED = `
  SELECT i, unit, day, received_at, unit || '/' || day || '/' || sequence AS key,
    unit || '-' || to_char(day, 'YYMMDD') || '-' || lpad(sequence::text, 4, '0') AS code
  FROM generate_series($1::int, $2::int - 1) AS i,
    LATERAL (SELECT 'H21.' || 1 + i % ${UNITS} AS unit, date '2024-01-01' + i / ${UNITS * PER_DAY} AS day,
      1 + i / ${UNITS} % ${PER_DAY} AS sequence) AS named,
    LATERAL (SELECT (day + time '02:00') AT TIME ZONE 'UTC' AS received_at) AS timed`;

/** HMAC-SHA-256 as in RFC 2104, from PostgreSQL's own SHA-256; `$3`, `$4`: the key mixed with the two paddings. */
const keyedHash = (factor: string, digits: string) =>
  `encode(sha256($4::bytea || sha256($3::bytea || convert_to(key || ' ${factor} ' || ${digits}, 'UTF8'))), 'hex')`;

const DOSSIERS = `
  INSERT INTO dossiers (key, code, unit, procedure_code, procedure_version, submission, received_at, receiving_unit,
    settling_unit, returning_unit, clock_policy, owner_digest, owner_name, owner_salt, phone_hash, identity_hash,
    status, status_at, status_position, due_at, due_original, extension_count, was_late, irregular, version,
    chain_length, chain_link)
  SELECT key, code, unit, '1.001193', '0a4b8d3e-0000-4000-8000-000000000001', 'direct', received_at, unit,
    unit, unit, 'restart', encode(sha256(code::bytea), 'base64'), 'Nguyễn Văn An', left(md5(code), 22),
    ${keyedHash('phone', '1000 + i::bigint * 7919 % 9000')}, ${keyedHash('identity', '1000 + i::bigint * 7907 % 9000')},
    CASE i % 2 WHEN 0 THEN 2 ELSE 4 END, received_at, 1 + i % 2 * 2, received_at + interval '5 days',
    received_at + interval '5 days', 0, false, false, 1 + i % 2,
    2 + i % 2, encode(sha256(code::bytea), 'base64')
  FROM (${NUMBERED}) AS numbered`;

/** Filing, the due date that was computed, and of every other dossier the step to 4. */
const EVENTS = `
  INSERT INTO dossier_events (key, position, kind, source, event_id, status, at, recorded_at, actor_kind, actor_id,
    due_at, target, facts, details, link)
  SELECT key, position, kind, source, event_id, status, received_at, received_at, 'system', 'key:bench',
    CASE position WHEN 2 THEN received_at + interval '5 days' END, CASE position WHEN 2 THEN 1 END,
    CASE position WHEN 1 THEN jsonb_build_object('code', code, 'procedureCode', '1.001193', 'submission', 'direct',
      'receivedAt', received_at, 'receivingUnit', unit, 'settlingUnit', unit, 'returningUnit', unit) END,
    false, encode(sha256((key || position)::bytea), 'base64')
  FROM (${NUMBERED}) AS numbered
  JOIN (VALUES (1, 'created', 'motcua', 'created', 2), (2, 'due', 'motcua', 'due:1', NULL), (3, 'status', 'igate', 'e-1', 4))
    AS told (position, kind, source, event_id, status) ON position <= 2 + i % 2`;

/** So many at a time: what is sorted and checked fits in memory. */
const STEP = 100_000;

/**
 * Adds so many dossiers with two or three events each, open to whoever has the last digits. Events are not checked
 * against their dossiers: they are made at the same time.
 */
export async function fillDossiers(pool: pg.Pool, factorKey: Buffer, count: number): Promise<void> {
  await pool.query('ALTER TABLE dossier_events DROP CONSTRAINT dossier_events_key_fkey');
  const paddings = [0x36, 0x5c].map((byte) =>
    Buffer.from(Buffer.concat([factorKey], 64).map((each) => each ^ byte)),
  );
  const fill = async (sql: string, parameters: Buffer[]) => {
    for (let at = 0; at < count; at += STEP) {
      await pool.query(sql, [at, Math.min(count, at + STEP), ...parameters]);
    }
  };
  await Promise.all([fill(DOSSIERS, paddings), fill(EVENTS, [])]);
  await pool.query('VACUUM ANALYZE');
}
