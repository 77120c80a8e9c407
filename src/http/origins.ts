import type { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';

/** What the web chat loads when it is wanted, by the names the build gives. */
export const WIDGET_PARTS = '/:part{widget-[\\w-]+\\.js}';

/** Lets the pages of other sites, and no others, use the web chat: its script and the API behind it. */
export function allowOrigins(app: OpenAPIHono, allowed: readonly string[]): void {
  const admit = cors({
    origin: [...allowed],
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['Content-Type'],
    exposeHeaders: ['Retry-After'],
    maxAge: 86_400,
  });
  app.use('/api/*', admit);
  app.use('/widget.js', sayNotAllowed(allowed));
  app.use('/widget.js', admit);
  app.use(WIDGET_PARTS, admit);
}

const NOT_ALLOWED =
  'Trang này chưa được phép dùng phần hỏi thủ tục. Người quản trị ghi địa chỉ của trang vào ALLOWED_ORIGINS. ' +
  '(This site is not allowed to embed the chat.)';
const SAY_SO = `for (const at of document.querySelectorAll('motcua-chat')) at.textContent = ${JSON.stringify(NOT_ALLOWED)};`;

/** In the page of a site that may not embed the chat a line says so, in place of the script. */
function sayNotAllowed(allowed: readonly string[]): MiddlewareHandler {
  return async (context, next) => {
    const origin = context.req.header('Origin');
    if (origin === undefined || allowed.includes(origin)) return next();
    if (URL.canParse(origin) && new URL(origin).host === new URL(context.req.url).host) return next();
    return context.body(SAY_SO, 200, {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Access-Control-Allow-Origin': origin,
      'Cache-Control': 'no-store',
      Vary: 'Origin',
    });
  };
}
