import http from 'node:http';
import { OpenAPIHono } from '@hono/zod-openapi';
import { describe, expect, it } from 'vitest';
import { listen } from '../../src/http/listen.js';

/** A server whose answer to `/slow` waits to be let go. */
async function serve() {
  const app = new OpenAPIHono();
  let letGo = () => {};
  const slow = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let begun = false;
  app.get('/fast', (context) => context.text('fast'));
  app.get('/slow', async (context) => {
    begun = true;
    await slow;
    return context.text('slow');
  });
  const server = await listen(app, 0);
  const agent = new http.Agent({ keepAlive: true });
  const get = (path: string, through: http.Agent = agent) =>
    new Promise<{ status: number; connection: string | undefined }>((resolve, reject) => {
      http
        .get({ port: server.port, path, agent: through }, (response) => {
          response.resume();
          response.once('end', () =>
            resolve({ status: response.statusCode ?? 0, connection: response.headers.connection }),
          );
        })
        .once('error', reject);
    });
  return { server, get, letGo: () => letGo(), begun: () => begun };
}

describe('a server that stops', () => {
  it('finishes the answer under way and takes no new connection', async () => {
    const { server, get, letGo, begun } = await serve();
    const slow = get('/slow');
    await expect.poll(begun).toBe(true);
    const closing = server.close();
    await expect(get('/fast', new http.Agent())).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    letGo();
    expect((await slow).status).toBe(200);
    await closing;
  });

  it('ends a connection that is never idle', async () => {
    const { server, get } = await serve();
    const kept = new http.Agent({ keepAlive: true, maxSockets: 1 });
    let answered = 0;
    const asking = (async () => {
      for (;;) {
        expect((await get('/fast', kept)).status).toBe(200);
        answered += 1;
      }
    })();
    const refused = expect(asking).rejects.toHaveProperty('code');
    await expect.poll(() => answered).toBeGreaterThan(5);
    await server.close();
    await refused;
  });
});
