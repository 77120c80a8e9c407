import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../src/photos/addresses.js';
import { downloadPhoto } from '../../src/photos/download.js';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server of photos, and one that must not be reached. */
const servers: http.Server[] = [];
const reached: string[] = [];
async function serve(answer: Answer): Promise<string> {
  const server = http.createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const picture = Buffer.from('picture');
const send = (response: ServerResponse, body: Buffer | string, headers: http.OutgoingHttpHeaders = {}) =>
  response.writeHead(200, { 'content-type': 'image/jpeg', ...headers }).end(body);

describe('downloading a photo', () => {
  let origin: string;
  let inner: string;
  let endless: ReturnType<typeof setInterval>;
  const answers: Record<string, Answer> = {
    '/photo': (_, response) => send(response, picture),
    '/file': (_, response) => send(response, picture, { 'content-type': 'application/octet-stream' }),
    '/page': (_, response) => send(response, '<html>', { 'content-type': 'text/html' }),
    '/packed': (_, response) => send(response, picture, { 'content-encoding': 'gzip' }),
    '/untyped': (_, response) => response.writeHead(200).end(picture),
    '/moved': (_, response) => response.writeHead(302, { location: '/photo' }).end(),
    '/inwards': (_, response) => response.writeHead(302, { location: `${inner}/secret` }).end(),
    '/metadata': (_, response) => response.writeHead(301, { location: 'http://169.254.169.254/' }).end(),
    '/round': (_, response) => response.writeHead(307, { location: '/round' }).end(),
    '/announced': (_, response) =>
      response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': '5000000' }).write('x'),
    '/endless': (_, response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg' });
      endless = setInterval(() => response.write(Buffer.alloc(50_000)), 1);
      response.on('close', () => clearInterval(endless));
    },
    '/slow': (_, response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg' });
      const drip = setInterval(() => response.write('x'), 50);
      response.on('close', () => clearInterval(drip));
    },
    '/cut': (_, response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': '100' });
      response.write('x', () => response.destroy());
    },
    '/silent': () => undefined,
  };
  beforeAll(async () => {
    origin = await serve((request, response) => {
      const answer = answers[request.url ?? ''];
      if (answer) answer(request, response);
      else response.writeHead(404).end();
    });
    inner = await serve((request, response) => {
      reached.push(request.url ?? '');
      send(response, picture);
    });
  });
  beforeEach(() => {
    reached.length = 0;
  });
  afterAll(() => {
    for (const server of servers) server.close().closeAllConnections();
  });
  const fetchPath = (path: string) =>
    downloadPhoto(`${origin}${path}`, { allowedHosts: [origin], maxBytes: 100_000, timeoutMs: 5000 });
  const refused = (reason: string) => ({ ok: false, reason });

  it('gives its bytes, also as an untyped file and after a redirect', async () => {
    for (const path of ['/photo', '/file', '/moved']) {
      expect(await fetchPath(path)).toEqual({ ok: true, bytes: picture });
    }
  });

  it('refuses what is no picture, or not there', async () => {
    for (const path of ['/page', '/packed', '/untyped'])
      expect(await fetchPath(path)).toEqual(refused('type'));
    for (const path of ['/missing', '/round']) expect(await fetchPath(path)).toEqual(refused('status'));
    expect(await fetchPath('/cut')).toEqual(refused('network'));
  });

  it('stops at the size limit, announced or not', async () => {
    expect(await fetchPath('/announced')).toEqual(refused('size'));
    expect(await fetchPath('/endless')).toEqual(refused('size'));
  });

  it('stops at the time limit, whatever is slow', async () => {
    const limits = { allowedHosts: [origin, '*.zdn.vn'], timeoutMs: 300 };
    expect(await downloadPhoto(`${origin}/slow`, limits)).toEqual(refused('time'));
    expect(await downloadPhoto(`${origin}/silent`, limits)).toEqual(refused('time'));
    const never = () => new Promise<never>(() => undefined);
    expect(await downloadPhoto('https://photo.zdn.vn/a', { ...limits, resolve: never })).toEqual(
      refused('time'),
    );
  });

  it('follows no redirect to where it may not go', async () => {
    expect(await fetchPath('/inwards')).toEqual(refused('host'));
    expect(await fetchPath('/metadata')).toEqual(refused('host'));
    expect(reached).toEqual([]);
  });

  it('asks allowed hosts only, by https', async () => {
    const asked: string[] = [];
    const resolve = async (host: string) => {
      asked.push(host);
      return [];
    };
    const limits = { allowedHosts: ['*.zdn.vn', 'api.telegram.org'], resolve };
    for (const url of [
      'https://evil.example/a.jpg',
      'https://zdn.vn.evil.example/a.jpg',
      'https://evilzdn.vn/a.jpg',
      'https://zdn.vn/a.jpg',
      'https://files.api.telegram.org/a.jpg',
      'https://photo.zdn.vn@evil.example/a.jpg',
      'https://me:pass@photo.zdn.vn/a.jpg',
      'https://photo.zdn.vn:8443/a.jpg',
      'http://photo.zdn.vn/a.jpg',
      'file:///etc/passwd',
      'no address',
      `${inner}/secret`,
      'https://127.0.0.1/a.jpg',
      'https://169.254.169.254/latest/meta-data',
    ]) {
      expect(await downloadPhoto(url, limits)).toEqual(refused('host'));
    }
    expect([asked, reached]).toEqual([[], []]);
    // Let through, they have no address here.
    for (const url of ['https://photo-stal-1.zdn.vn/a.jpg', 'https://API.telegram.org/file/x']) {
      expect(await downloadPhoto(url, limits)).toEqual(refused('network'));
    }
    expect(asked).toEqual(['photo-stal-1.zdn.vn', 'api.telegram.org']);
  });

  it('refuses an allowed name that leads into the own network, even in part', async () => {
    const at = (...addresses: string[]) => ({
      allowedHosts: ['*.zdn.vn', '127.0.0.1', '[::1]'],
      resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    });
    for (const addresses of [['127.0.0.1'], ['169.254.169.254'], ['::1'], ['1.1.1.1', '10.0.0.5']]) {
      expect(await downloadPhoto('https://photo.zdn.vn/a', at(...addresses))).toEqual(refused('host'));
    }
    expect(await downloadPhoto('https://127.0.0.1/a', at('127.0.0.1'))).toEqual(refused('host'));
    expect(await downloadPhoto('https://[::1]/a', at('::1'))).toEqual(refused('host'));
  });

  it('connects to the address that was checked, asking for it once', async () => {
    const port = new URL(origin).port;
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return [{ address: '127.0.0.1', family: 4 }];
    };
    const named = `http://bot-api.invalid:${port}`;
    expect(await downloadPhoto(`${named}/photo`, { allowedHosts: [named], resolve })).toEqual({
      ok: true,
      bytes: picture,
    });
    expect(asked).toBe(1);
  });
});

describe('an address', () => {
  it.each(['1.1.1.1', '49.213.118.2', '172.32.0.1', '2606:4700::1111', '2001:4860:4860::8888'])(
    '%s is public',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.8.8.8',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.1.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:1.1.1.1',
    '64:ff9b::7f00:1',
    'fc00::1',
    'fe80::1',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::',
  ])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));
});
