/** A token for the receipt: whoever scans it may follow the dossier. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { findDossier } from '../../dossiers/store.js';
import { issueReceiptToken } from '../../notifications/receipt-links.js';
import { vietnamIso } from '../../time/clock.js';
import { callerOf } from './auth.js';
import { readCode } from './code.js';
import { type DeskApi, PRIVATE, SECURITY } from './desk-api.js';
import { refuseDesk, refuseInvalid } from './problems.js';
import { codeInPath, jsonAnswer, REFUSED } from './schemas.js';

const answer = z
  .object({
    token: z.string().openapi({ example: 'Zx3vQ0oYdKq1r8mTn5wLbA' }),
    expiresAt: z.string().openapi({ example: '2027-05-19T09:00:00+07:00' }),
    links: z
      .array(
        z.object({
          channel: z.enum(['web', 'telegram', 'zalo']),
          url: z.string(),
          say: z.string().openapi({ description: 'Nội dung phải nhắn, nếu kênh không tự điền' }),
        }),
      )
      .openapi({ description: 'Địa chỉ để in thành mã QR; rỗng khi chưa cài PUBLIC_URL và tài khoản nào' }),
  })
  .openapi('FollowToken');

const route = createRoute({
  method: 'post',
  path: '/api/dossiers/{code}/follow-token',
  summary: 'Mã theo dõi để in lên giấy tiếp nhận',
  description:
    'Ai quét mã thì theo dõi được hồ sơ mà không cần gõ bốn số cuối. Mã dùng trong 180 ngày; mỗi lần gọi là một mã mới, mã cũ vẫn dùng được.',
  security: SECURITY,
  request: { params: codeInPath },
  responses: { 201: jsonAnswer('Mã vừa cấp', answer), ...REFUSED },
});

/** Adds the route. */
export function addFollowTokenRoute(app: OpenAPIHono, api: DeskApi): void {
  app.openapi(
    route,
    async (context) => {
      const now = api.now();
      const read = readCode(context.req.valid('param').code, callerOf(context), now);
      if (!read.ok) return refuseDesk(context, read.problem);
      const dossier = await findDossier(api.setting.client, read.code);
      if (!dossier) return refuseDesk(context, { code: 'dossier_not_found', field: 'code' });
      const issued = await issueReceiptToken(api.setting.client, dossier.key, api.places, now);
      return context.json({ ...issued, expiresAt: vietnamIso(issued.expiresAt) }, 201, PRIVATE);
    },
    refuseInvalid,
  );
}
