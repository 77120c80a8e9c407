/** Many dossiers and events in one request; a row that fails harms no other. */
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { normaliseProcedureCode } from '../../catalogue/clean.js';
import { applyBatch, type BatchItem } from '../../dossiers/change/update.js';
import { bulkItem, MAX_EVENTS } from '../../dossiers/exchange/bulk-item.js';
import { dossierKey } from '../../dossiers/model/dossier.js';
import { callerOf } from './auth.js';
import { limitBody, MAX_BULK_BYTES, refuseUnfitBody } from './body.js';
import { readCode } from './code.js';
import { type DeskApi, PRIVATE, SECURITY, toldBy } from './desk-api.js';
import {
  type DeskProblem,
  errorBody,
  problemOfIssues,
  problemOfRefusal,
  refuseDesk,
  refuseInvalid,
} from './problems.js';
import {
  bulkAnswer,
  bulkBody,
  EXAMPLE_CODE,
  EXAMPLE_DOSSIER,
  EXAMPLE_EVENT,
  jsonAnswer,
  jsonBody,
  MAX_ITEMS,
  REFUSED,
} from './schemas.js';

const EXAMPLE = { items: [{ code: EXAMPLE_CODE, dossier: EXAMPLE_DOSSIER, events: [EXAMPLE_EVENT] }] };

const bulkRoute = createRoute({
  method: 'post',
  path: '/api/dossiers/bulk',
  summary: 'Gửi nhiều hồ sơ và sự kiện',
  description:
    `Tối đa ${MAX_ITEMS} dòng, 5 MB; mỗi dòng được ghi trọn hoặc không ghi, và có kết quả riêng theo thứ tự gửi. ` +
    'Gửi lại cả gói không ghi trùng.',
  security: SECURITY,
  middleware: [limitBody(MAX_BULK_BYTES), refuseUnfitBody],
  request: jsonBody(bulkBody, EXAMPLE),
  responses: { 200: jsonAnswer('Kết quả từng dòng', bulkAnswer), ...REFUSED },
});

/** Adds `POST /api/dossiers/bulk`. */
export function addBulkRoute(app: OpenAPIHono, api: DeskApi): void {
  app.openapi(
    bulkRoute,
    async (context) => {
      const { items } = context.req.valid('json');
      if (items.length === 0 || items.length > MAX_ITEMS)
        return refuseDesk(context, { code: 'too_many_items', field: 'items' });
      const rows = items.map((item) => readItem(context, api, item));
      return context.json(await applyRows(context, api, rows), 200, PRIVATE);
    },
    refuseInvalid,
  );
}

/** A row ready to be carried out, or what is wrong with it. */
export type Row = { ok: true; item: BatchItem } | { ok: false; problem: DeskProblem };

function readItem(context: Context, api: DeskApi, raw: unknown): Row {
  const parsed = bulkItem.safeParse(raw);
  if (!parsed.success) return { ok: false, problem: problemOfIssues(parsed.error) };
  const { code, dossier, events } = parsed.data;
  const read = readCode(code, callerOf(context), api.now());
  if (!read.ok) return read;
  const procedure = dossier && (normaliseProcedureCode(dossier.procedure) ?? dossier.procedure);
  return {
    ok: true,
    item: {
      code: read.code,
      events,
      ...(dossier && procedure ? { dossier: { ...dossier, procedure } } : {}),
    },
  };
}

/** Carries out the good rows in one transaction and tells of each row, in the order given. */
export async function applyRows(context: Context, api: DeskApi, given: readonly Row[]) {
  const rows = refuseCrowds(given);
  const good = rows.flatMap((row) => (row.ok ? [row.item] : []));
  const results = (await applyBatch(api.setting, good, toldBy(context, api))).values();
  const answers = rows.map((row, index) => {
    const result = row.ok ? results.next().value : undefined;
    if (!row.ok) return { index, ok: false, error: errorBody(row.problem) };
    if (!result) throw new Error('every item must have a result');
    return result.ok
      ? { index, ok: true }
      : { index, ok: false, error: errorBody(problemOfRefusal(result.refusal, result.field)) };
  });
  return { results: answers };
}

/** Each event is judged in the light of all others of its dossier: thousands at once would hold everybody up. */
function refuseCrowds(rows: readonly Row[]): Row[] {
  const events = new Map<string, number>();
  return rows.map((row) => {
    if (!row.ok) return row;
    const key = dossierKey(row.item.code);
    const count = (events.get(key) ?? 0) + (row.item.events?.length ?? 0);
    events.set(key, count);
    return count <= MAX_EVENTS ? row : { ok: false, problem: { code: 'too_many_events', field: 'events' } };
  });
}
