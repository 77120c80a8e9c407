/** The desk's interface: dossiers are filed, moved on, read and listed by the keys of their units. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import { requireKey } from './auth.js';
import { addBulkRoute } from './bulk.js';
import type { DeskApi } from './desk-api.js';
import { addExchangeRoute } from './exchange.js';
import { addFollowTokenRoute } from './follow-token.js';
import { addLetInRoute } from './let-in.js';
import { addListRoute } from './list.js';
import { addPartRoutes } from './parts.js';
import { addReadRoute } from './read.js';
import { addWriteRoutes } from './write.js';

export type { DeskApi } from './desk-api.js';

/** Adds the routes under `/api/dossiers` and `/api/exchange`. */
export function addDeskRoutes(app: OpenAPIHono, api: DeskApi): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'deskKey', { type: 'http', scheme: 'bearer' });
  const requireDesk = requireKey(api);
  app.use('/api/dossiers/*', requireDesk);
  app.use('/api/exchange/*', requireDesk);
  addBulkRoute(app, api);
  addExchangeRoute(app, api);
  addFollowTokenRoute(app, api);
  addLetInRoute(app, api);
  addPartRoutes(app, api);
  addListRoute(app, api);
  addReadRoute(app, api);
  addWriteRoutes(app, api);
}
