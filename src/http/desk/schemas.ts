/** The desk's interface as it is described at /api/docs. */
import { z } from '@hono/zod-openapi';
import { HOLDER_KINDS, SUBMISSIONS } from '../../dossiers/model/dossier.js';
import type { Status } from '../../dossiers/model/status.js';
import { LATENESS, SUB_STATES } from '../../dossiers/model/status.js';

/** A moment with its offset, ISO 8601. */
export const moment = z.string().openapi({ example: '2026-11-20T09:00:00+07:00' });

/** A status by its number. */
export const status = z.custom<Status>().openapi({ type: 'integer', minimum: 1, maximum: 10, example: 4 });

const holder = z
  .object({
    kind: z.enum(HOLDER_KINDS),
    id: z.string().nullable(),
    name: z.string().nullable(),
    since: moment.nullable(),
  })
  .nullable();

const dossierBase = {
  code: z.string().openapi({ example: 'H21.17-261120-0012' }),
  unit: z.string().openapi({ example: 'H21.17' }),
  procedure: z.string().openapi({ example: '1.001193' }),
  status,
  statusName: z.string().openapi({ example: 'Đang xử lý' }),
  subState: z.enum(SUB_STATES).nullable(),
  statusAt: moment.nullable().openapi({ description: 'null: không rõ lúc nào' }),
  submission: z.enum(SUBMISSIONS),
  receivedAt: moment,
  dueAt: moment.nullable().openapi({ description: 'Ngày hẹn trả hiện tại' }),
  dueOriginal: moment.nullable().openapi({ description: 'Ngày hẹn trả đầu tiên; không bao giờ đổi' }),
  dueNote: z
    .object({ code: z.string(), message: z.string(), messageEn: z.string() })
    .nullable()
    .openapi({ description: 'Vì sao chưa có ngày hẹn trả' }),
  settledAt: moment.nullable().openapi({ description: 'null: chưa xong, hoặc không rõ xong lúc nào' }),
  lateness: z.enum(LATENESS),
  extensions: z.number(),
  irregular: z.boolean().openapi({ description: 'Có bước trái quy trình' }),
  holder: holder.openapi({ description: 'Đang ở ai; null: không rõ' }),
  step: z.string().nullable().openapi({ description: 'Bước xử lý nội bộ' }),
  owner: z.object({ name: z.string().nullable(), hasPhone: z.boolean(), hasIdentity: z.boolean() }),
  receivingUnit: z.string(),
  settlingUnit: z.string(),
  returningUnit: z.string(),
  parentCode: z.string().nullable(),
  parentConfirmed: z
    .boolean()
    .openapi({ description: 'Đơn vị của hồ sơ parentCode đã xác nhận đây là phần của hồ sơ đó' }),
  version: z.number().openapi({ description: 'Số lần đổi; ETag mang số này' }),
};

/** A dossier without its events. */
export const dossierSummary = z.object(dossierBase).openapi('Dossier');

const event = z.object({
  id: z.string(),
  kind: z
    .string()
    .openapi({ description: 'created, status, correction, undo, amended, due, linked, undated, erased' }),
  status: status.nullable(),
  statusName: z.string().nullable(),
  subState: z.enum(SUB_STATES).nullable(),
  at: moment.nullable().openapi({ description: 'null: không rõ lúc nào' }),
  recordedAt: moment,
  source: z.string(),
  by: z.enum(['person', 'system']),
  reason: z.string().nullable(),
  missing: z.array(z.string()).nullable(),
  supplementBy: z
    .string()
    .nullable()
    .openapi({ description: 'Hạn bổ sung cơ quan đã ghi', example: '2026-12-05' }),
  amount: z.number().nullable(),
  dueAt: moment.nullable(),
  irregular: z.boolean(),
  undone: z.boolean(),
});

/** A dossier with its events and, where asked for, why it is due when it is. */
export const dossierDetail = z
  .object({
    ...dossierBase,
    events: z.array(event),
    dueExplanation: z.array(z.string()).nullable().optional(),
  })
  .openapi('DossierWithEvents');

const outcome = z
  .object({ id: z.string(), outcome: z.enum(['recorded', 'repeated']), irregular: z.boolean() })
  .openapi({ description: 'recorded: vừa ghi; repeated: đã ghi từ trước, không đổi gì' });

/** What came of an event, and the dossier after it. */
export const eventAnswer = z.object({ event: outcome, dossier: dossierSummary }).openapi('EventAnswer');

const error = z
  .object({
    code: z.string().openapi({ example: 'invalid_field' }),
    message: z.string(),
    messageEn: z.string(),
    field: z.string().optional().openapi({ example: 'events.0.status' }),
  })
  .openapi('DeskError');

const problem = z.object({ error });

/** Items of one bulk request. */
export const MAX_ITEMS = 1000;

/** Dossiers and steps in one request; each item is checked and written by itself. */
export const bulkBody = z
  .object({ items: z.array(z.unknown()) })
  .openapi('Bulk', { description: `{"items":[{"code","dossier"?,"events"?}]}, tối đa ${MAX_ITEMS} dòng` });

/** What came of each item, by its place in the request. */
export const bulkAnswer = z
  .object({ results: z.array(z.object({ index: z.number(), ok: z.boolean(), error: error.optional() })) })
  .openapi('BulkAnswer');

/** The example of a filing in the API's description. */
export const EXAMPLE_DOSSIER = {
  procedure: '1.001193',
  receivedAt: '2026-11-20T09:00:00+07:00',
  submission: 'direct',
  owner: { name: 'Nguyễn Văn An', phone: '0905123456' },
};

/** The example of a step in the API's description. */
export const EXAMPLE_EVENT = { id: 'su-kien-1', status: 4, at: '2026-11-20T10:00:00+07:00' };

/** The example of a receipt code in the API's description. */
export const EXAMPLE_CODE = 'H21.17-261120-0012';

/** The receipt code in the path. */
export const codeInPath = z.object({
  code: z.string().openapi({
    param: { name: 'code', in: 'path' },
    description: 'Mã hồ sơ, viết kiểu nào cũng được',
    example: EXAMPLE_CODE,
  }),
});

const problemOf = (description: string) => ({
  description,
  content: { 'application/json': { schema: problem } },
});

/** Every way a request may be refused. */
export const REFUSED = {
  400: problemOf('Nội dung không đúng dạng; field chỉ chỗ sai'),
  401: problemOf('Không có khóa, hoặc khóa không dùng được'),
  403: problemOf('Ngoài phạm vi đơn vị hoặc vai trò của khóa'),
  404: problemOf('Chưa có hồ sơ này'),
  409: problemOf('Trùng id với sự kiện khác, hoặc quá hạn hoàn tác'),
  412: problemOf('If-Match hoặc Idempotency-Key không khớp'),
  413: problemOf('Nội dung quá lớn'),
  422: problemOf('Trái quy trình'),
  429: { description: 'Gửi quá nhanh; xem Retry-After (giây)' },
} as const;

/** A JSON body with an example that runs. */
export const jsonBody = <T extends z.ZodType>(schema: T, example: unknown) => ({
  body: { required: true, content: { 'application/json': { schema, example } } },
});

/** A JSON answer. */
export const jsonAnswer = <T extends z.ZodType>(description: string, schema: T) => ({
  description,
  content: { 'application/json': { schema } },
});
