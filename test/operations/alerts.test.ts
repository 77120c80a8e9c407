import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createAlerts } from '../../src/operations/alerts.js';
import { createLog } from '../../src/operations/log.js';
import { silentLog } from '../support/records.js';

describe('alerts', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });
  /** Somebody who takes alerts, answering with a status. */
  async function receiver(status = 200) {
    const taken: { code: string; text: string; at: string; host: string }[] = [];
    const server = createServer(async (request, response) => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece);
      taken.push(JSON.parse(Buffer.concat(pieces).toString()));
      response.writeHead(receiver.status).end();
    });
    receiver.status = status;
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-path`, taken };
  }
  receiver.status = 200;
  function lines() {
    const written: Record<string, unknown>[] = [];
    return {
      written,
      log: createLog('info', { stream: { write: (line) => written.push(JSON.parse(line)) } }),
    };
  }

  it('are posted with what, when and where', async () => {
    const { url, taken } = await receiver();
    createAlerts({ url, log: silentLog })('grant zalo-oa:1', 'Không gia hạn được token.');
    await expect.poll(() => taken).toHaveLength(1);
    expect(taken[0]).toEqual({
      code: 'grant zalo-oa:1',
      text: 'Không gia hạn được token.',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      host: expect.stringMatching(/./),
    });
  });

  it('are posted once in 15 minutes for each code, and logged every time', async () => {
    const { url, taken } = await receiver();
    const { written, log } = lines();
    let time = 0;
    const alert = createAlerts({ url, log, now: () => time });
    for (const minute of [0, 1, 14, 15, 16]) {
      time = minute * 60_000;
      alert('a', `phút ${minute}`);
    }
    alert('b', 'khác');
    await expect.poll(() => taken.map(({ text }) => text).sort()).toEqual(['khác', 'phút 0', 'phút 15']);
    expect(written.map(({ level, alert: code }) => [level, code])).toEqual([
      ...Array(5).fill([50, 'a']),
      [50, 'b'],
    ]);
  });

  it('that nobody took are posted again the next time, and the address stays out of the log', async () => {
    const { url, taken } = await receiver(500);
    const { written, log } = lines();
    const alert = createAlerts({ url, log });
    alert('a', 'một');
    await expect.poll(() => written).toHaveLength(2);
    receiver.status = 200;
    alert('a', 'hai');
    await expect.poll(() => taken.map(({ text }) => text)).toEqual(['một', 'hai']);
    expect(JSON.stringify(written)).toContain('HTTP 500');
    expect(JSON.stringify(written)).not.toContain('secret-path');
  });

  it('never throw, whether nobody listens or there is no address', async () => {
    const { written, log } = lines();
    createAlerts({ url: 'http://127.0.0.1:1/', log })('a', 'một');
    createAlerts({ url: null, log })('a', 'hai');
    await expect
      .poll(() => written.map(({ msg }) => msg))
      .toEqual(['một', 'hai', 'an alert could not be posted']);
  });
});
