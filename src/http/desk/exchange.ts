/** The national exchange shape, for software that already speaks it. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import {
  EXCHANGE_SERVICES,
  type ExchangeService,
  readExchangeRow,
} from '../../dossiers/exchange/national-exchange.js';
import { type ReportedDossier, toBatch } from '../../dossiers/exchange/reported.js';
import { callerOf } from './auth.js';
import { limitBody, MAX_BULK_BYTES, refuseUnfitBody } from './body.js';
import { applyRows, type Row } from './bulk.js';
import { readCode } from './code.js';
import { type DeskApi, PRIVATE, SECURITY } from './desk-api.js';
import { type DeskProblem, problemOfIssues, refuseDesk, refuseInvalid } from './problems.js';
import { bulkAnswer, EXAMPLE_CODE, jsonAnswer, jsonBody, MAX_ITEMS, REFUSED } from './schemas.js';

const exchangeBody = z
  .union([
    z.array(z.unknown()),
    z.object({ data: z.union([z.array(z.unknown()), z.looseObject({})]) }),
    z.looseObject({}),
  ])
  .openapi('Exchange', { description: 'Một hồ sơ, một danh sách, hoặc {"data": …}' });

const EXAMPLE = {
  isUpdating: 'true',
  data: [
    {
      MaHoSo: EXAMPLE_CODE,
      MaTTHC: '1.001193',
      ChuHoSo: 'Nguyễn Văn An',
      HinhThuc: '1',
      NgayTiepNhan: '20261120090000',
      NgayHenTra: '20261120170000',
      TrangThaiHoSo: '2',
    },
  ],
};

const exchangeRoute = createRoute({
  method: 'post',
  path: '/api/exchange/{service}',
  summary: 'Nhận theo mẫu trao đổi quốc gia',
  description:
    'DongBoHoSoMC (hồ sơ) và CapNhatTienDoHoSoMC (một bước tiến độ). Giờ Việt Nam dạng yyyyMMddHHmmss; trạng thái 1–10 ' +
    'là số hoặc chữ. Tạo mới và cập nhật như nhau, isUpdating không cần. Kết quả từng dòng như /api/dossiers/bulk.',
  security: SECURITY,
  middleware: [limitBody(MAX_BULK_BYTES), refuseUnfitBody],
  request: {
    params: z.object({
      service: z
        .enum(EXCHANGE_SERVICES)
        .openapi({ param: { name: 'service', in: 'path' }, example: 'DongBoHoSoMC' }),
    }),
    ...jsonBody(exchangeBody, EXAMPLE),
  },
  responses: { 200: jsonAnswer('Kết quả từng dòng', bulkAnswer), ...REFUSED },
});

/** Adds `POST /api/exchange/{service}`. */
export function addExchangeRoute(app: OpenAPIHono, api: DeskApi): void {
  app.openapi(
    exchangeRoute,
    async (context) => {
      const { service } = context.req.valid('param');
      const rows = rowsOf(context.req.valid('json'));
      if (rows.length === 0 || rows.length > MAX_ITEMS)
        return refuseDesk(context, { code: 'too_many_items', field: 'data' });
      const read = rows.map((row) => readRow(context, api, service, row));
      return context.json(await applyRows(context, api, dated(api, service, read)), 200, PRIVATE);
    },
    refuseInvalid,
  );
}

function rowsOf(body: unknown): unknown[] {
  const data = typeof body === 'object' && body !== null && 'data' in body ? body.data : body;
  return Array.isArray(data) ? data : [data];
}

type Read = { ok: true; reported: ReportedDossier } | { ok: false; problem: DeskProblem };

function readRow(context: Context, api: DeskApi, service: ExchangeService, row: unknown): Read {
  const read = readExchangeRow(service, row);
  if (!read.ok) return { ok: false, problem: problemOfIssues(read.error) };
  const code = readCode(read.reported.code, callerOf(context), api.now());
  if (!code.ok) return { ok: false, problem: { ...code.problem, field: 'MaHoSo' } };
  return { ok: true, reported: { ...read.reported, code: code.code } };
}

function dated(api: DeskApi, service: string, rows: readonly Read[]): Row[] {
  const good = rows.flatMap((row) => (row.ok ? [row.reported] : []));
  const items = toBatch(good, service, api.now()).values();
  return rows.map((row) => {
    if (!row.ok) return row;
    const item = items.next().value;
    if (!item) throw new Error('every report must become an item');
    return { ok: true, item };
  });
}
