import { Server } from 'node:http';
import { type ServerType, serve } from '@hono/node-server';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { SetupError } from '../config/setup-error.js';

/** A server that listens; `port`: the one it got where 0 was asked for. */
export type Listening = {
  port: number;
  /** Takes no new connections, lets answers under way finish, and ends each connection with its next answer. */
  close(): Promise<void>;
};

/** Listens on a port (0 = any free one). Throws `SetupError`. */
export async function listen(app: OpenAPIHono, port: number): Promise<Listening> {
  const server = await new Promise<ServerType>((resolve, reject) => {
    const starting = serve({ fetch: app.fetch, port }, () => resolve(starting));
    starting.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, port)));
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if (!(server instanceof Server)) return;
        // A proxy's connection that is never idle would keep the server alive: it is told with the next answer.
        server.prependListener('request', (_, response) => response.setHeader('Connection', 'close'));
        server.keepAliveTimeout = 1;
        server.closeIdleConnections();
      }),
  };
}

function explain(error: NodeJS.ErrnoException, port: number): Error {
  const reasons: Record<string, string> = {
    EADDRINUSE: `Cổng ${port} đang được chương trình khác dùng. Dừng chương trình đó, hoặc đặt PORT sang số khác.`,
    EACCES: `Không được phép mở cổng ${port}. Đặt PORT sang số từ 1024 trở lên.`,
  };
  return new SetupError(reasons[error.code ?? ''] ?? error.message, { cause: error });
}
