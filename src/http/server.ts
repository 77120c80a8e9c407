import { readFileSync } from 'node:fs';
import path from 'node:path';
import { OpenAPIHono } from '@hono/zod-openapi';
import { secureHeaders } from 'hono/secure-headers';
import type { Log } from '../log.js';
import { projectRoot } from '../paths.js';
import { addChatRoute, type Chat } from './chat.js';
import { addDocs } from './docs.js';
import { handleFault, refuseUnknownPath } from './errors.js';
import { DEFAULT_LIMITS, type Limits } from './limits.js';

const FILES = {
  '/': ['home.html', 'text/html; charset=utf-8'],
  '/style.css': ['style.css', 'text/css; charset=utf-8'],
  '/ask.js': ['ask.js', 'text/javascript; charset=utf-8'],
} as const;

/** Builds the HTTP interface; it answers `fetch` and does not listen. */
export function createHttp(options: {
  chat: Chat;
  log: Log;
  trustProxy: number;
  limits?: Limits;
}): OpenAPIHono {
  const app = new OpenAPIHono();
  app.use(secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'self'"], imgSrc: ["'self'", 'data:'] } }));
  app.notFound(refuseUnknownPath);
  app.onError(handleFault(options.log));
  addChatRoute(app, options.chat, options.limits ?? DEFAULT_LIMITS, options.trustProxy);
  addDocs(app);
  for (const [address, [file, type]] of Object.entries(FILES)) {
    const content = readFileSync(path.join(projectRoot, 'src/web', file), 'utf8');
    app.get(address, (context) => context.body(content, 200, { 'Content-Type': type }));
  }
  return app;
}
