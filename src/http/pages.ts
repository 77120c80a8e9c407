import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { projectRoot } from '../config/paths.js';
import homeStyle from '../web/home.css?raw';
import homeSource from '../web/home.html?raw';
import style from '../web/style.css?raw';
import { refuseRequest } from './errors.js';
import { WIDGET_PARTS } from './origins.js';

/** Where the build puts the web chat. */
export const WIDGET_FILE = path.join(projectRoot, 'dist/web/widget.js');

/** The page with its style inside: on a slow line every further request costs its first paint a round trip. */
const HOME = homeSource.replace('/* style */', () => homeStyle);

type Content = { type: string; cacheControl: string; etag: string; plain: Buffer; packed: Buffer };

/** Always asked for again, and answered with 304 while nothing changed. */
const FRESH = 'no-cache';
/** Its name changes with its content. */
const FOR_GOOD = 'public, max-age=31536000, immutable';
/** Portals embed the widget on every page of theirs; a new version is taken up within minutes. */
const BRIEFLY = 'public, max-age=300, stale-while-revalidate=86400';

/**
 * Adds the page at `/`, its style for the other pages, `/widget.js`, which other sites embed, and what that loads later.
 * Compressed once. They are read when they are first asked for; not built, they are 404.
 */
export function addPages(app: OpenAPIHono, widgetFile: string, operator: OperatorOnPage): void {
  const home = contentOf('text/html; charset=utf-8', FRESH, homeOf(operator));
  addLogo(app, operator);
  const sheet = contentOf('text/css; charset=utf-8', FRESH, style);
  app.get('/', (context) => send(context, home));
  app.get('/style.css', (context) => send(context, sheet));
  const scripts = new Map<string, Content>();
  const sendScript = (context: Context, file: string, cacheControl: string) => {
    const known = scripts.get(file) ?? scriptOf(file, cacheControl);
    if (known) scripts.set(file, known);
    return known ? send(context, known) : refuseRequest(context, 'not_found');
  };
  app.get('/widget.js', (context) => sendScript(context, widgetFile, BRIEFLY));
  app.get(WIDGET_PARTS, (context) => {
    const file = path.join(path.dirname(widgetFile), context.req.param('part'));
    return sendScript(context, file, FOR_GOOD);
  });
}

/** What of the operator stands on the page itself; null = not set. `logo`: a file or an address. */
export type OperatorOnPage = { name: string | null; logo: string | null };

const LOGO_TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
};

/** The CSP sources that admit a logo which is kept elsewhere. */
export function logoSources({ logo }: OperatorOnPage): string[] {
  return logo !== null && isAddress(logo) ? [new URL(logo).origin] : [];
}

function isAddress(logo: string): boolean {
  return /^https?:/.test(logo);
}

function addLogo(app: OpenAPIHono, { logo }: OperatorOnPage): void {
  if (logo === null || isAddress(logo)) return;
  const type = LOGO_TYPES[path.extname(logo).toLowerCase()];
  app.get('/logo', (context) => {
    if (!type || !existsSync(logo)) return refuseRequest(context, 'not_found');
    const headers = { 'Content-Type': type, 'Cache-Control': BRIEFLY };
    return context.body(new Uint8Array(readFileSync(logo)), 200, headers);
  });
}

function homeOf({ name, logo }: OperatorOnPage): string {
  const source = logo !== null && isAddress(logo) ? logo : '/logo';
  const picture = logo === null ? '' : `<img src="${escaped(source)}" alt="" height="40">`;
  const title = `<h1>${name === null ? 'Một Cửa' : escaped(name)}</h1>`;
  return HOME.replace('<h1>Một Cửa</h1>', () => picture + title);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function scriptOf(file: string, cacheControl: string): Content | null {
  if (!existsSync(file)) return null;
  return contentOf('text/javascript; charset=utf-8', cacheControl, readFileSync(file, 'utf8'));
}

/** The CSP source that admits the page's own style, and no other inline one. */
export function homeStyleSource(): string {
  const inline = /<style>([\s\S]*?)<\/style>/.exec(HOME)?.[1] ?? '';
  return `'sha256-${createHash('sha256').update(inline).digest('base64')}'`;
}

function contentOf(type: string, cacheControl: string, text: string): Content {
  const plain = Buffer.from(text);
  const etag = `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  return { type, cacheControl, etag, plain, packed: gzipSync(plain, { level: 9 }) };
}

function send(context: Context, content: Content): Response {
  const headers = { 'Cache-Control': content.cacheControl, ETag: content.etag, Vary: 'Accept-Encoding' };
  if (context.req.header('If-None-Match') === content.etag) return context.body(null, 304, headers);
  const packs = /\bgzip\b/.test(context.req.header('Accept-Encoding') ?? '');
  return context.body(new Uint8Array(packs ? content.packed : content.plain), 200, {
    ...headers,
    'Content-Type': content.type,
    ...(packs ? { 'Content-Encoding': 'gzip' } : {}),
  });
}
