/** Listing the dossiers of a unit: by code, or what there is to do, the earliest due first. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { type DueCursor, listDossiers, listWork, workCursor } from '../../dossiers/list-store.js';
import { type Dossier, isPossible } from '../../dossiers/model/dossier.js';
import { readStatus, type Status } from '../../dossiers/model/status.js';
import { WORK_LIST_NAMES, WORK_LISTS } from '../../dossiers/work-lists.js';
import { keyCovers } from '../../staff/key.js';
import { toInstant } from '../../time/clock.js';
import { dayOf } from '../../time/day.js';
import { DAY_MS } from '../../time/duration.js';
import { unitCode } from '../../units/unit.js';
import { callerOf } from './auth.js';
import { type DeskApi, PRIVATE, SECURITY } from './desk-api.js';
import { fieldAdvice } from './fields.js';
import { cursorOf, pageQuery } from './page.js';
import { refuseDesk, refuseInvalid } from './problems.js';
import { dossierSummary, jsonAnswer, REFUSED } from './schemas.js';
import { summaryOf } from './view.js';

const statuses = z.string().transform((text, context): Status[] => {
  const read = text.split(',').map(readStatus);
  if (read.every((status) => status !== null)) return read;
  context.addIssue({ code: 'custom', message: 'unknown status' });
  return z.NEVER;
});

const day = z.iso.date().refine((written) => isPossible(new Date(written)));
const words = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}*$/u);

/** The place after a dossier in a list of work: when it is due, and its key. */
const workPlace = z.string().transform((text, context): DueCursor => {
  const [time = '', key = ''] = Buffer.from(text, 'base64url').toString('latin1').split(' ');
  const dueAt = new Date(Number(time));
  if (/^\d{1,15}$/.test(time) && !Number.isNaN(dueAt.getTime()) && /^[A-Z][\d./-]+$/.test(key))
    return { dueAt, key };
  context.addIssue({ code: 'custom', message: 'not a place in the list' });
  return z.NEVER;
});

function workPlaceOf(dossier: Dossier): string {
  const { dueAt, key } = workCursor(dossier);
  return Buffer.from(`${dueAt.getTime()} ${key}`, 'latin1').toString('base64url');
}

const listQuery = z.object({
  list: z
    .enum(WORK_LISTS)
    .optional()
    .openapi({
      description: `Danh sách việc, hẹn sớm nhất trước: ${WORK_LISTS.map((list) => `${list} (${WORK_LIST_NAMES[list]})`).join(', ')}`,
    }),
  holder: words.optional().openapi({ description: 'Với list: đang ở ai, theo mã hoặc một phần tên' }),
  unit: unitCode
    .optional()
    .openapi({ description: 'Đơn vị và các đơn vị trực thuộc; mặc định: của khóa', example: 'H21.17' }),
  status: statuses
    .optional()
    .openapi({ type: 'string', description: 'Một hay nhiều, cách nhau dấu phẩy', example: '2,4' }),
  dueFrom: day.optional().openapi({ description: 'Hẹn trả từ ngày', example: '2026-11-01' }),
  dueTo: day.optional().openapi({ description: 'Hẹn trả đến hết ngày', example: '2026-12-31' }),
  text: words.optional().openapi({ description: 'Một phần mã hồ sơ hoặc tên chủ hồ sơ' }),
  limit: pageQuery.limit,
  after: z.string().optional().openapi({ description: 'Giá trị next của trang trước' }),
});

const listAnswer = z
  .object({
    items: z.array(dossierSummary),
    next: z.string().nullable().openapi({ description: 'null: hết' }),
  })
  .openapi('DossierList');

const listRoute = createRoute({
  method: 'get',
  path: '/api/dossiers',
  summary: 'Liệt kê hồ sơ',
  description:
    'Theo thứ tự mã, hoặc danh sách việc (list) theo ngày hẹn trả. Trang sau: gửi lại với after = next.',
  security: SECURITY,
  request: { query: listQuery },
  responses: { 200: jsonAnswer('Một trang hồ sơ', listAnswer), ...REFUSED },
});

type Query = z.infer<typeof listQuery>;

/** Adds the route. */
export function addListRoute(app: OpenAPIHono, api: DeskApi): void {
  app.openapi(
    listRoute,
    async (context) => {
      const query = context.req.valid('query');
      const caller = callerOf(context);
      const unit = query.unit ?? caller.unit;
      if (!keyCovers(caller, unit))
        return refuseDesk(context, { code: 'wrong_unit', field: 'unit', values: { unit: caller.unit } });
      const found = await (query.list ? workPage(api, unit, query) : codePage(api, unit, query));
      if (found === null) return refuseDesk(context, invalidPlace());
      const items = found.slice(0, query.limit);
      const last = found.length > query.limit ? items.at(-1) : undefined;
      const next = last ? (query.list ? workPlaceOf(last) : cursorOf(last)) : null;
      return context.json({ items: items.map((each) => summaryOf(each, api.now())), next }, 200, PRIVATE);
    },
    refuseInvalid,
  );
}

function invalidPlace() {
  const [advice, adviceEn] = fieldAdvice(['after']);
  return { code: 'invalid_field', field: 'after', values: { advice, adviceEn } } as const;
}

/** Null = `after` is no place in such a list. */
async function workPage(api: DeskApi, unit: string, query: Query): Promise<Dossier[] | null> {
  const { list, holder, limit, after } = query;
  const place = after === undefined ? undefined : workPlace.safeParse(after);
  if (!list || place?.success === false) return null;
  return listWork(api.setting.client, { list, unit, holder }, api.now(), {
    after: place?.data,
    limit: limit + 1,
  });
}

async function codePage(api: DeskApi, unit: string, query: Query): Promise<Dossier[] | null> {
  const place = pageQuery.after.safeParse(query.after);
  if (!place.success) return null;
  const filter = { unit, statuses: query.status, text: query.text, ...dueWindow(query) };
  return listDossiers(api.setting.client, filter, { after: place.data, limit: query.limit + 1 });
}

/** Days in Viet Nam, both included, as instants. */
function dueWindow({ dueFrom, dueTo }: Pick<Query, 'dueFrom' | 'dueTo'>) {
  const startOf = (day: number) => toInstant(day * DAY_MS);
  return {
    dueFrom: dueFrom === undefined ? undefined : startOf(dayOf(dueFrom)),
    dueBefore: dueTo === undefined ? undefined : startOf(dayOf(dueTo) + 1),
  };
}
