import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Home } from '../conversation/home.js';

const said = z.object({
  vi: z.string(),
  en: z.string().nullable().openapi({ description: 'Tiếng Anh, nếu có' }),
});

const home = z
  .object({
    operator: z
      .object({
        name: z.string().nullable(),
        address: z.string().nullable(),
        map: z.string().nullable().openapi({ description: 'Trang bản đồ của địa chỉ' }),
        phone: z.string().nullable(),
        hours: z.string().nullable(),
        privacyUrl: z.string().nullable().openapi({ description: 'Trang nói về dữ liệu cá nhân' }),
      })
      .openapi({ description: 'Cơ quan vận hành; null: chưa biết' }),
    asked: z
      .array(
        z.object({ label: said, send: z.string().openapi({ description: 'Nội dung gửi đi để mở thủ tục' }) }),
      )
      .openapi({ description: 'Thủ tục được hỏi nhiều trong 30 ngày qua' }),
    banner: said.nullable().openapi({ description: 'Thông báo đặt bằng motcua banner' }),
  })
  .openapi('Home');

const route = createRoute({
  method: 'get',
  path: '/api/home',
  summary: 'Trước khi hỏi',
  description: 'Cơ quan nào vận hành, thủ tục nào được hỏi nhiều, có thông báo gì.',
  responses: {
    200: { description: 'Những điều trang nói trước', content: { 'application/json': { schema: home } } },
  },
});

/** Adds `GET /api/home`. */
export function addHomeRoute(app: OpenAPIHono, read: () => Promise<Home>): void {
  app.openapi(route, async (context) => context.json(await read(), 200, { 'Cache-Control': 'max-age=30' }));
}
