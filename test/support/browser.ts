import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import process from 'node:process';
import { type Browser, chromium } from 'playwright-core';
import { build } from 'vite';
import { createApp } from '../../src/app.js';
import { projectRoot } from '../../src/config/paths.js';
import { listen } from '../../src/http/listen.js';
import { atEnd } from './end.js';
import { newFolder } from './folder.js';
import { openTestServices } from './services.js';

const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The web chat, built as it is for users, into a folder of its own; returns the file. */
export async function buildWidget(): Promise<string> {
  const outDir = newFolder('web');
  await build({
    root: projectRoot,
    configFile: path.join(projectRoot, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir, emptyOutDir: false },
  });
  return path.join(outDir, 'widget.js');
}

/** A browser without a window: Chromium in its usual place, or at `CHROMIUM_PATH`. */
export async function openBrowser(): Promise<Browser> {
  if (!existsSync(chromiumPath)) throw new Error(`no Chromium at ${chromiumPath}; set CHROMIUM_PATH`);
  const browser = await chromium.launch({ executablePath: chromiumPath, args: FLAGS });
  atEnd(() => browser.close());
  return browser;
}

/** A server with the starter catalogue and the built web chat; returns its address. */
export async function openSite(widgetFile: string, env: Record<string, string> = {}): Promise<string> {
  const app = await createApp(await openTestServices(env), { widgetFile });
  const server = await listen(app, 0);
  atEnd(() => server.close());
  return `http://localhost:${server.port}`;
}

/** Another site with one page, which `render` writes; `headers` go with it. Returns its address. */
export async function openForeignSite(
  render: () => string,
  headers: () => Record<string, string>,
): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers() }).end(render());
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://localhost:${typeof address === 'object' && address ? address.port : 0}`;
}
