/** A code for a holder who stands at the desk: sent in a conversation, it opens the dossier once. */

import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { issueLetIn } from '../../dossiers/look-up/let-in.js';
import { actorOf } from '../../staff/key.js';
import { vietnamIso } from '../../time/clock.js';
import { callerOf } from './auth.js';
import { readCode } from './code.js';
import { type DeskApi, PRIVATE, SECURITY } from './desk-api.js';
import { refuseDesk, refuseInvalid } from './problems.js';
import { codeInPath, jsonAnswer, REFUSED } from './schemas.js';

const answer = z
  .object({
    letIn: z
      .string()
      .openapi({ example: 'K7MPQ-9PDMH', description: 'Đọc cho người nộp; không xem lại được' }),
    expiresAt: z.string().openapi({ example: '2026-11-29T10:00:00+07:00' }),
  })
  .openapi('LetIn');

const route = createRoute({
  method: 'post',
  path: '/api/dossiers/{code}/let-in',
  summary: 'Mã tại quầy cho người nộp',
  description:
    'Cấp sau khi quầy đã xem giấy hẹn hoặc giấy tờ tùy thân. Người nộp nhắn mã này vào cuộc trò chuyện thì mở được hồ sơ mà không cần bốn số cuối. Dùng một lần, trong một giờ; ai cấp được ghi lại.',
  security: SECURITY,
  request: { params: codeInPath },
  responses: { 201: jsonAnswer('Mã vừa cấp', answer), ...REFUSED },
});

/** Adds the route. */
export function addLetInRoute(app: OpenAPIHono, api: DeskApi): void {
  app.openapi(
    route,
    async (context) => {
      const now = api.now();
      const caller = callerOf(context);
      const read = readCode(context.req.valid('param').code, caller, now);
      if (!read.ok) return refuseDesk(context, read.problem);
      const issued = await issueLetIn(api.letIns, { code: read.code, by: actorOf(caller).id }, now);
      if (!issued) return refuseDesk(context, { code: 'dossier_not_found', field: 'code' });
      return context.json({ ...issued, expiresAt: vietnamIso(issued.expiresAt) }, 201, PRIVATE);
    },
    refuseInvalid,
  );
}
