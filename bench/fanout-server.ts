/** A server process of the fan-out: as `main.ts` starts it, but sending as fast as it is told to. Tells how much memory it takes. */
import process from 'node:process';
import { createApp, createServices, openDatabase } from '../src/app.js';
import { parseConfig } from '../src/config/index.js';
import { listen } from '../src/http/listen.js';
import { createLog } from '../src/operations/log.js';
import { createChannels, startNotices } from '../src/wiring/channels.js';

const usual = parseConfig(process.env);
const unlimited = process.argv[2] === 'unlimited';
const pace = unlimited ? { ...usual.pace, telegram: 0 } : usual.pace;
const config = { ...usual, pace, publicUrl: `http://127.0.0.1:${usual.port}` };
const services = createServices(config, await openDatabase(config), createLog('error'));
const messaging = await createChannels(services);
const server = await listen(await createApp(services, { messaging }), config.port);
await messaging.start();
process.once('message', () => {
  void startNotices(services, messaging);
});
process.send?.('ready');
setInterval(() => process.send?.({ rss: process.memoryUsage().rss }), 500);
process.once('SIGTERM', () => {
  void server.close();
  process.exit(0);
});
