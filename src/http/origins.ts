import type { OpenAPIHono } from '@hono/zod-openapi';
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
  app.use('/widget.js', admit);
  app.use(WIDGET_PARTS, admit);
}
