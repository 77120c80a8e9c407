import { OpenAPIHono } from '@hono/zod-openapi';
import { secureHeaders } from 'hono/secure-headers';
import type { Home } from '../conversation/home.js';
import type { Log } from '../operations/log.js';
import { type AnswerVisitor, addChatRoute } from './chat.js';
import { addDeskRoutes, type DeskApi } from './desk/index.js';
import { addDocs } from './docs.js';
import { handleFault, refuseUnknownPath } from './errors.js';
import { addFeedbackRoutes, type Feedback } from './feedback.js';
import { addHealth, type Health } from './health.js';
import { addHomeRoute } from './home.js';
import { DEFAULT_CHAT_LIMITS, type Limits, limitVisitors } from './limits.js';
import { allowOrigins } from './origins.js';
import { addPages, homeStyleSource, logoSources, type OperatorOnPage, WIDGET_FILE } from './pages.js';
import { addWebhooks, type Webhooks } from './webhooks.js';

/** Builds the HTTP interface; it answers `fetch` and does not listen. */
export function createHttp(options: {
  chat: AnswerVisitor;
  feedback: Feedback;
  /** Left out = the desk's interface is not offered. */
  desk?: DeskApi;
  /** Left out = no messaging platform delivers here. */
  webhooks?: Webhooks;
  /** Left out = nothing watches over this server. */
  health?: Health;
  log: Log;
  trustProxy: number;
  limits?: Limits;
  /** Sites whose pages may embed the web chat, besides this server's own. */
  allowedOrigins?: readonly string[];
  /** What the page says before anybody has asked; left out = nothing. */
  home?: () => Promise<Home>;
  /** Whose name and logo the page bears; left out = the program's own. */
  operator?: OperatorOnPage;
  /** The built web chat, where it is not where the build puts it. */
  widgetFile?: string;
}): OpenAPIHono {
  const app = new OpenAPIHono();
  const operator = options.operator ?? { name: null, logo: null };
  const self = "'self'";
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: [self],
        imgSrc: [self, 'data:', ...logoSources(operator)],
        styleSrc: [self, homeStyleSource()],
        baseUri: ["'none'"],
        formAction: [self],
        // A page of somebody else's must not lay itself over ours.
        frameAncestors: [self],
      },
    }),
  );
  if (options.health) addHealth(app, options.health, options.trustProxy);
  allowOrigins(app, options.allowedOrigins ?? []);
  app.notFound(refuseUnknownPath);
  app.onError(handleFault(options.log));
  const limits = options.limits ?? DEFAULT_CHAT_LIMITS;
  limitVisitors(app, ['/api/chat', '/api/reports', '/api/feedback'], limits, options.trustProxy);
  addChatRoute(app, options.chat, limits, options.trustProxy);
  addFeedbackRoutes(app, options.feedback);
  if (options.desk) addDeskRoutes(app, options.desk);
  if (options.webhooks) addWebhooks(app, options.webhooks, options.trustProxy);
  addDocs(app);
  if (options.home) addHomeRoute(app, options.home);
  addPages(app, options.widgetFile ?? WIDGET_FILE, operator);
  return app;
}
