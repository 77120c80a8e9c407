/** Reading one dossier, and listing those of a unit. */

import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { officerLines } from '../../calendar/explanation-text.js';
import { explainDossierDue } from '../../dossiers/look-up/explanation.js';
import { type Dossier, isPossible } from '../../dossiers/model/dossier.js';
import { readHistory } from '../../dossiers/model/history.js';
import { readStatus, type Status } from '../../dossiers/model/status.js';
import { findDossier, listDossiers, readEvents } from '../../dossiers/store.js';
import type { Locale } from '../../i18n/locale.js';
import { translator } from '../../i18n/translate.js';
import { keyCovers } from '../../staff/key.js';
import { toInstant } from '../../time/clock.js';
import { dayOf } from '../../time/day.js';
import { DAY_MS } from '../../time/duration.js';
import { unitCode } from '../../units/unit.js';
import { callerOf } from './auth.js';
import { readCode } from './code.js';
import { type DeskApi, PRIVATE, SECURITY } from './desk-api.js';
import { etagOf } from './idempotency.js';
import { refuseDesk, refuseInvalid } from './problems.js';
import { codeInPath, dossierDetail, dossierSummary, jsonAnswer, REFUSED } from './schemas.js';
import { detailOf, summaryOf } from './view.js';

const readRoute = createRoute({
  method: 'get',
  path: '/api/dossiers/{code}',
  summary: 'Đọc một hồ sơ',
  description: 'Trạng thái, ngày hẹn trả và mọi sự kiện theo thời điểm xảy ra. ETag mang phiên bản.',
  security: SECURITY,
  request: {
    params: codeInPath,
    query: z.object({
      explain: z.stringbool().default(false).openapi({
        type: 'boolean',
        description:
          'Kèm dueExplanation: từng ngày tính và không tính vào thời hạn; Accept-Language: en thì bằng tiếng Anh',
      }),
    }),
  },
  responses: {
    200: jsonAnswer('Hồ sơ', dossierDetail),
    304: { description: 'Chưa đổi so với If-None-Match' },
    ...REFUSED,
  },
});

const PAGE = 50;
const MAX_PAGE = 200;
const CURSOR = /^[A-Z]\d{2}(?:\.\d{1,4}){0,3}\/\d{4}-\d{2}-\d{2}\/\d{1,7}$/;

const statuses = z.string().transform((text, context): Status[] => {
  const read = text.split(',').map(readStatus);
  if (read.every((status) => status !== null)) return read;
  context.addIssue({ code: 'custom', message: 'unknown status' });
  return z.NEVER;
});

/** The place after a dossier in a list. */
export function cursorOf({ key }: Pick<Dossier, 'key'>): string {
  return Buffer.from(key, 'latin1').toString('base64url');
}

const cursor = z.string().transform((text, context) => {
  const key = Buffer.from(text, 'base64url').toString('latin1');
  if (CURSOR.test(key)) return key;
  context.addIssue({ code: 'custom', message: 'not a place in the list' });
  return z.NEVER;
});

/** Which page of a list. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(PAGE),
  after: cursor.optional().openapi({ type: 'string', description: 'Giá trị next của trang trước' }),
};

const day = z.iso.date().refine((written) => isPossible(new Date(written)));

const listQuery = z.object({
  unit: unitCode
    .optional()
    .openapi({ description: 'Đơn vị và các đơn vị trực thuộc; mặc định: của khóa', example: 'H21.17' }),
  status: statuses
    .optional()
    .openapi({ type: 'string', description: 'Một hay nhiều, cách nhau dấu phẩy', example: '2,4' }),
  dueFrom: day.optional().openapi({ description: 'Hẹn trả từ ngày', example: '2026-11-01' }),
  dueTo: day.optional().openapi({ description: 'Hẹn trả đến hết ngày', example: '2026-12-31' }),
  text: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^\P{Cc}*$/u)
    .optional()
    .openapi({ description: 'Một phần mã hồ sơ hoặc tên chủ hồ sơ' }),
  ...pageQuery,
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
  description: 'Theo thứ tự mã. Trang sau: gửi lại với after = next.',
  security: SECURITY,
  request: { query: listQuery },
  responses: { 200: jsonAnswer('Một trang hồ sơ', listAnswer), ...REFUSED },
});

/** Adds the routes that read. */
export function addReadRoutes(app: OpenAPIHono, api: DeskApi): void {
  app.openapi(
    readRoute,
    async (context) => {
      const { client } = api.setting;
      const read = readCode(context.req.valid('param').code, callerOf(context), api.now());
      if (!read.ok) return refuseDesk(context, read.problem);
      const dossier = await findDossier(client, read.code);
      if (!dossier) return refuseDesk(context, { code: 'dossier_not_found', field: 'code' });
      const headers = { ...PRIVATE, ETag: etagOf(dossier) };
      if (context.req.header('If-None-Match') === etagOf(dossier)) return context.body(null, 304, headers);
      const events = (await readEvents(client, [dossier.key])).get(dossier.key) ?? [];
      const detail = detailOf(dossier, readHistory(events).entries, api.now());
      if (!context.req.valid('query').explain) return context.json(detail, 200, headers);
      const dueExplanation = await explainDue(api, read.code, languageOf(context));
      return context.json({ ...detail, dueExplanation }, 200, headers);
    },
    refuseInvalid,
  );
  app.openapi(
    listRoute,
    async (context) => {
      const { limit, after, ...filter } = context.req.valid('query');
      const caller = callerOf(context);
      const unit = filter.unit ?? caller.unit;
      if (!keyCovers(caller, unit))
        return refuseDesk(context, { code: 'wrong_unit', field: 'unit', values: { unit: caller.unit } });
      const found = await listDossiers(
        api.setting.client,
        { unit, statuses: filter.status, text: filter.text, ...dueWindow(filter) },
        { after, limit: limit + 1 },
      );
      const items = found.slice(0, limit);
      const last = found.length > limit ? items.at(-1) : undefined;
      const answer = {
        items: items.map((dossier) => summaryOf(dossier, api.now())),
        next: last ? cursorOf(last) : null,
      };
      return context.json(answer, 200, PRIVATE);
    },
    refuseInvalid,
  );
}

function languageOf(context: Context): Locale {
  const asked = accepts(context, { header: 'Accept-Language', supports: ['vi', 'en'], default: 'vi' });
  return asked === 'en' ? 'en' : 'vi';
}

async function explainDue({ setting }: DeskApi, code: string, locale: Locale): Promise<string[] | null> {
  const explained = await explainDossierDue(setting.client, setting.loadProcedures, code);
  return explained && officerLines(explained, { t: translator(locale), locale });
}

/** Days in Viet Nam, both included, as instants. */
function dueWindow({ dueFrom, dueTo }: { dueFrom?: string | undefined; dueTo?: string | undefined }) {
  const startOf = (day: number) => toInstant(day * DAY_MS);
  return {
    dueFrom: dueFrom === undefined ? undefined : startOf(dayOf(dueFrom)),
    dueBefore: dueTo === undefined ? undefined : startOf(dayOf(dueTo) + 1),
  };
}
