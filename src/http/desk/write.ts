/** Filing a dossier, recording what happened to it, and undoing a slip. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { normaliseProcedureCode } from '../../catalogue/clean.js';
import type { ItemResult } from '../../dossiers/change/commit.js';
import { appendEvent, putDossier, undoEvent } from '../../dossiers/change/update.js';
import type { Dossier } from '../../dossiers/model/dossier.js';
import { type DossierInput, dossierInput, eventInput } from '../../dossiers/model/inputs.js';
import { findDossier } from '../../dossiers/store.js';
import { findRequestState, noteRequest } from '../../staff/request-store.js';
import { callerOf } from './auth.js';
import { limitBody, MAX_BODY_BYTES, refuseUnfitBody } from './body.js';
import { readCode } from './code.js';
import { type DeskApi, PRIVATE, SECURITY, toldBy } from './desk-api.js';
import { type Condition, conditionOf, etagOf, namedRequest } from './idempotency.js';
import { problemOfRefusal, refuseDesk, refuseInvalid } from './problems.js';
import {
  codeInPath,
  dossierSummary,
  EXAMPLE_DOSSIER,
  EXAMPLE_EVENT,
  eventAnswer,
  jsonAnswer,
  jsonBody,
  REFUSED,
} from './schemas.js';
import { summaryOf } from './view.js';

const AGAIN =
  'Gửi lại cùng nội dung không đổi gì thêm. `If-Match` (ETag đã đọc) và `Idempotency-Key` tùy chọn; không khớp là 412.';
const middleware = [limitBody(MAX_BODY_BYTES), refuseUnfitBody];

const putRoute = createRoute({
  method: 'put',
  path: '/api/dossiers/{code}',
  summary: 'Tạo hoặc sửa hồ sơ',
  description:
    'Hồ sơ mới có trạng thái 2 (nộp trực tiếp, bưu chính) hoặc 1 (trực tuyến, chưa có ngày hẹn cho tới khi tiếp nhận). ' +
    `Không gửi dueAt thì ngày hẹn trả được tính theo danh mục. ${AGAIN}`,
  security: SECURITY,
  middleware,
  request: { params: codeInPath, ...jsonBody(dossierInput, EXAMPLE_DOSSIER) },
  responses: {
    200: jsonAnswer('Hồ sơ sau khi sửa', dossierSummary),
    201: jsonAnswer('Hồ sơ vừa tạo', dossierSummary),
    ...REFUSED,
  },
});

const eventRoute = createRoute({
  method: 'post',
  path: '/api/dossiers/{code}/events',
  summary: 'Ghi một bước xử lý',
  description: `Mỗi sự kiện có id riêng của bên gửi; đến trễ vẫn được ghi đúng chỗ theo at. ${AGAIN}`,
  security: SECURITY,
  middleware,
  request: { params: codeInPath, ...jsonBody(eventInput, EXAMPLE_EVENT) },
  responses: {
    200: jsonAnswer('Sự kiện đã ghi từ trước', eventAnswer),
    201: jsonAnswer('Sự kiện vừa ghi', eventAnswer),
    ...REFUSED,
  },
});

const undoBody = z
  .object({ id: z.string().min(1).max(200), reason: z.string().trim().min(1).max(2000).optional() })
  .openapi('UndoInput');

const undoRoute = createRoute({
  method: 'post',
  path: '/api/dossiers/{code}/undo',
  summary: 'Hoàn tác một sự kiện ghi nhầm',
  description: 'Trong 10 phút, bằng chính khóa đã ghi. Sau đó hãy gửi sự kiện correction kèm lý do.',
  security: SECURITY,
  middleware,
  request: { params: codeInPath, ...jsonBody(undoBody, { id: 'su-kien-1', reason: 'ghi nhầm hồ sơ' }) },
  responses: { 200: jsonAnswer('Hồ sơ sau khi hoàn tác', eventAnswer), ...REFUSED },
});

/** Adds the routes that change one dossier. */
export function addWriteRoutes(app: OpenAPIHono, api: DeskApi): void {
  app.openapi(
    putRoute,
    async (context) => {
      const body = normalised(context.req.valid('json'));
      const change = async (code: string, ifVersion: IfVersion) =>
        putDossier(api.setting, { code, dossier: body, ...ifVersion }, toldBy(context, api));
      const done = await carryOut(context, api, { what: 'put', change });
      if ('refused' in done) return done.refused;
      const answer = summaryOf(done.dossier, api.now());
      const headers = { ...PRIVATE, ETag: etagOf(done.dossier) };
      return done.fresh?.created ? context.json(answer, 201, headers) : context.json(answer, 200, headers);
    },
    refuseInvalid,
  );
  app.openapi(
    eventRoute,
    async (context) => {
      const event = context.req.valid('json');
      const change = async (code: string, ifVersion: IfVersion) =>
        appendEvent(api.setting, { code, event, ...ifVersion }, toldBy(context, api));
      const done = await carryOut(context, api, { what: 'event', change });
      if ('refused' in done) return done.refused;
      const outcome = done.fresh?.events[0] ?? repeated(event.id);
      const answer = { event: outcome, dossier: summaryOf(done.dossier, api.now()) };
      const headers = { ...PRIVATE, ETag: etagOf(done.dossier) };
      return outcome.outcome === 'recorded'
        ? context.json(answer, 201, headers)
        : context.json(answer, 200, headers);
    },
    refuseInvalid,
  );
  app.openapi(
    undoRoute,
    async (context) => {
      const { id, reason = null } = context.req.valid('json');
      const told = toldBy(context, api);
      const change = async (code: string) =>
        undoEvent(api.setting, { code, id, source: told.actor.source, reason }, told);
      const done = await carryOut(context, api, { what: 'undo', change });
      if ('refused' in done) return done.refused;
      const answer = {
        event: done.fresh?.events[0] ?? repeated(id),
        dossier: summaryOf(done.dossier, api.now()),
      };
      return context.json(answer, 200, { ...PRIVATE, ETag: etagOf(done.dossier) });
    },
    refuseInvalid,
  );
}

/** Tails of provinces are dropped from procedure codes, as in the catalogue. */
function normalised(dossier: DossierInput): DossierInput {
  return { ...dossier, procedure: normaliseProcedureCode(dossier.procedure) ?? dossier.procedure };
}

function repeated(id: string) {
  return { id, outcome: 'repeated' as const, irregular: false };
}

type IfVersion = { ifVersion?: number | null | undefined };
type Done = { dossier: Dossier; fresh: Extract<ItemResult, { ok: true }> | null };

/**
 * Carries a change out under the conditions of its request. `fresh: null` = it had been carried out before under the
 * same Idempotency-Key, and the dossier is told as it stands now.
 */
async function carryOut(
  context: Context,
  api: DeskApi,
  { what, change }: { what: string; change: (code: string, ifVersion: IfVersion) => Promise<ItemResult> },
): Promise<Done | { refused: Response }> {
  const { client } = api.setting;
  const read = readCode(context.req.param('code') ?? '', callerOf(context), api.now());
  if (!read.ok) return { refused: refuseDesk(context, read.problem) };
  const { code } = read;
  const named = await namedRequest(context, [what, code]);
  const standing = named ? await findRequestState(client, named, api.now()) : 'fresh';
  if (named === undefined || standing === 'other')
    return { refused: refuseDesk(context, { code: 'idempotency_mismatch', field: 'Idempotency-Key' }) };
  const before = standing === 'done' ? await findDossier(client, code) : null;
  if (before) return { dossier: before, fresh: null };
  const ifVersion = await versionFor(api, code, conditionOf(context));
  const result = await change(code, ifVersion);
  if (!result.ok) return { refused: refuseDesk(context, problemOfRefusal(result.refusal, result.field)) };
  if (named) await noteRequest(client, named, api.now());
  return { dossier: result.dossier, fresh: result };
}

async function versionFor({ setting }: DeskApi, code: string, condition: Condition): Promise<IfVersion> {
  if (condition === null) return {};
  if (condition === 'absent') return { ifVersion: null };
  if (condition !== 'exists') return { ifVersion: condition.version };
  const known = await findDossier(setting.client, code);
  return known ? {} : { ifVersion: -1 };
}
