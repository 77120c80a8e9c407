/** Reading one dossier. */

import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { officerLines } from '../../calendar/explanation-text.js';
import { explainDossierDue } from '../../dossiers/look-up/explanation.js';
import { readHistory } from '../../dossiers/model/history.js';
import { findDossier, readEvents } from '../../dossiers/store.js';
import type { Locale } from '../../i18n/locale.js';
import { translator } from '../../i18n/translate.js';
import { callerOf } from './auth.js';
import { readCode } from './code.js';
import { type DeskApi, PRIVATE, SECURITY } from './desk-api.js';
import { etagOf } from './idempotency.js';
import { refuseDesk, refuseInvalid } from './problems.js';
import { codeInPath, dossierDetail, jsonAnswer, REFUSED } from './schemas.js';
import { detailOf } from './view.js';

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

/** Adds the route. */
export function addReadRoute(app: OpenAPIHono, api: DeskApi): void {
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
}

function languageOf(context: Context): Locale {
  const asked = accepts(context, { header: 'Accept-Language', supports: ['vi', 'en'], default: 'vi' });
  return asked === 'en' ? 'en' : 'vi';
}

async function explainDue({ setting }: DeskApi, code: string, locale: Locale): Promise<string[] | null> {
  const explained = await explainDossierDue(setting.client, setting.loadProcedures, code);
  return explained && officerLines(explained, { t: translator(locale), locale });
}
