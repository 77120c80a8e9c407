/** Parts of dossiers (liên thông): which say so, and the whole's unit that confirms them. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type PartLink, readLinks, withWords } from '../../dossiers/change/link-store.js';
import { answerPart } from '../../dossiers/change/update.js';
import { findDossier } from '../../dossiers/store.js';
import { keyCovers } from '../../staff/key.js';
import { unitCode } from '../../units/unit.js';
import { callerOf } from './auth.js';
import { parseCode, readCode } from './code.js';
import { type DeskApi, PRIVATE, SECURITY, toldBy } from './desk-api.js';
import { cursorOf, pageQuery } from './page.js';
import { problemOfRefusal, refuseDesk, refuseInvalid } from './problems.js';
import { codeInPath, EXAMPLE_CODE, jsonAnswer, moment, REFUSED, status } from './schemas.js';
import { linkView } from './view.js';

const link = z
  .object({
    parent: z.string().openapi({ description: 'Hồ sơ chính', example: EXAMPLE_CODE }),
    part: z.string().openapi({ description: 'Hồ sơ nói mình là phần của hồ sơ chính' }),
    procedure: z.string(),
    settlingUnit: z.string(),
    status,
    statusName: z.string(),
    dueAt: moment.nullable(),
    confirmed: z.boolean().openapi({ description: 'Chủ hồ sơ chính chỉ thấy phần đã xác nhận' }),
    told: z.object({ by: z.string(), at: moment }).openapi({ description: 'Ai nói là phần, lúc nào' }),
    answered: z
      .object({ by: z.string(), at: moment })
      .nullable()
      .openapi({ description: 'Ai xác nhận hoặc rút xác nhận sau cùng; null: chưa có ai' }),
  })
  .openapi('PartLink');

const links = z
  .object({ items: z.array(link), next: z.string().nullable().openapi({ description: 'null: hết' }) })
  .openapi('PartLinks');

const listRoute = createRoute({
  method: 'get',
  path: '/api/dossiers/{code}/parts',
  summary: 'Các phần của một hồ sơ liên thông',
  description: 'Mọi hồ sơ nói mình là phần của hồ sơ này, đã xác nhận hay chưa. Trang sau: after = next.',
  security: SECURITY,
  request: { params: codeInPath, query: z.object(pageQuery) },
  responses: { 200: jsonAnswer('Một trang', links), ...REFUSED },
});

const waitingRoute = createRoute({
  method: 'get',
  path: '/api/dossiers/waiting-parts',
  summary: 'Các phần chờ đơn vị xác nhận',
  description: 'Hồ sơ nói mình là phần của một hồ sơ thuộc đơn vị, mà đơn vị chưa xác nhận.',
  security: SECURITY,
  request: {
    query: z.object({
      unit: unitCode.optional().openapi({ description: 'Mặc định: của khóa', example: 'H21.17' }),
      ...pageQuery,
    }),
  },
  responses: { 200: jsonAnswer('Một trang', links), ...REFUSED },
});

const answerRoute = (method: 'post' | 'delete', summary: string, description: string) =>
  createRoute({
    method,
    path: '/api/dossiers/{code}/parts/{part}',
    summary,
    description,
    security: SECURITY,
    request: {
      params: codeInPath.extend({
        part: z.string().openapi({
          param: { name: 'part', in: 'path' },
          description: 'Mã hồ sơ phần, viết kiểu nào cũng được',
          example: 'H21.9-261120-0003',
        }),
      }),
    },
    responses: { 200: jsonAnswer('Liên kết sau đó', link), ...REFUSED },
  });

const confirmRoute = answerRoute(
  'post',
  'Xác nhận một phần của hồ sơ',
  'Bằng khóa của đơn vị có hồ sơ chính ({code}). Từ đó chủ hồ sơ chính thấy mã, đơn vị, trạng thái và ngày hẹn của phần.',
);
const takeBackRoute = answerRoute(
  'delete',
  'Rút xác nhận một phần',
  'Chủ hồ sơ chính không thấy phần đó nữa; liên kết trở lại danh sách chờ.',
);

/** Adds the routes about parts; before those that read, whose `{code}` would take `waiting-parts` for one. */
export function addPartRoutes(app: OpenAPIHono, api: DeskApi): void {
  const { client } = api.setting;
  app.openapi(
    waitingRoute,
    async (context) => {
      const { unit: asked, limit, after } = context.req.valid('query');
      const caller = callerOf(context);
      const unit = asked ?? caller.unit;
      if (!keyCovers(caller, unit))
        return refuseDesk(context, { code: 'wrong_unit', field: 'unit', values: { unit: caller.unit } });
      const found = await readLinks(client, { unit, confirmed: false }, { after, limit: limit + 1 });
      return context.json(pageOf(found, limit), 200, PRIVATE);
    },
    refuseInvalid,
  );
  app.openapi(
    listRoute,
    async (context) => {
      const { limit, after } = context.req.valid('query');
      const read = readCode(context.req.valid('param').code, callerOf(context), api.now());
      if (!read.ok) return refuseDesk(context, read.problem);
      if (!(await findDossier(client, read.code)))
        return refuseDesk(context, { code: 'dossier_not_found', field: 'code' });
      const found = await readLinks(client, { of: read.code }, { after, limit: limit + 1 });
      return context.json(pageOf(found, limit), 200, PRIVATE);
    },
    refuseInvalid,
  );
  for (const [route, confirmed] of [
    [confirmRoute, true],
    [takeBackRoute, false],
  ] as const) {
    app.openapi(
      route,
      (context) => answer(context, api, context.req.valid('param'), confirmed),
      refuseInvalid,
    );
  }
}

async function answer(
  context: Context,
  api: DeskApi,
  given: { code: string; part: string },
  confirmed: boolean,
) {
  const parent = readCode(given.code, callerOf(context), api.now());
  if (!parent.ok) return refuseDesk(context, parent.problem);
  const part = parseCode(given.part, api.now());
  if (!part.ok) return refuseDesk(context, { ...part.problem, field: 'part' });
  const link = { parent: parent.code, part: part.code, confirmed };
  const result = await answerPart(api.setting, link, toldBy(context, api));
  if (!result.ok) return refuseDesk(context, problemOfRefusal(result.refusal, result.field));
  const [told] = await withWords(api.setting.client, [result.dossier]);
  if (!told) throw new Error('a link just answered must be there');
  return context.json(linkView(told), 200, PRIVATE);
}

function pageOf(found: readonly PartLink[], limit: number) {
  const last = found.length > limit ? found[limit - 1] : undefined;
  return {
    items: found.slice(0, limit).map(linkView),
    next: last ? cursorOf(last.part) : null,
  };
}
