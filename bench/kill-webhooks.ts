/**
 * Kills the server (SIGKILL) at random moments while people write to it on Telegram and Zalo, and checks that every
 * message they wrote is answered, none is lost or set aside, and that what went out twice is no more than was counted as
 * such.
 * `npm run bench -- kill-webhooks --database postgresql://… [--times 10] [--rate 100]`
 */
import { randomBytes, randomInt } from 'node:crypto';
import process from 'node:process';
import pg from 'pg';
import { withNewDatabase } from './temporary.js';
import { startLoad } from './webhook-load.js';
import { end, startServer } from './webhooks.js';

const PORT = 3979;
/** What a dead process was answering is taken over after 20 s. */
const PATIENCE_MS = 45_000;

/** Kills so many times, on a new database of a PostgreSQL server; throws when a message is lost. */
export async function benchKillWebhooks(server: string, times: number, rate: number): Promise<void> {
  await withNewDatabase(server, async (url) => {
    const load = await startLoad();
    const env = { ...load.env, DATABASE_URL: url, SECRET_KEY: randomBytes(32).toString('base64') };
    let running = await startServer(PORT, env);
    await load.begin([running.origin], rate);
    for (let time = 1; time <= times; time += 1) {
      const moment = randomInt(500, 5_000);
      await new Promise((resolve) => setTimeout(resolve, moment));
      await end(running.child, 'SIGKILL');
      const { waiting, sending } = await left(url);
      running = await startServer(PORT, env);
      process.stdout.write(
        `${time}: killed after ${moment} ms, with ${waiting} messages to be answered and ${sending} being sent\n`,
      );
    }
    const told = await load.finish(PATIENCE_MS);
    const { messages, repeats, aside } = await left(url);
    await end(running.child, 'SIGTERM');
    await load.close();
    process.stdout.write(
      `postgresql, killed ${times} times under ${rate} messages/s: ${told.emitted} written, ${told.acknowledged} ` +
        `acknowledged at the first try, ${messages} stored, ${told.answered} answered, ${told.extra} of them twice ` +
        `(${repeats} counted as perhaps twice), ${aside} set aside; the slowest answer took ${(told.slowest / 1000).toFixed(1)} s\n`,
    );
    const isWhole = told.answered === told.emitted && messages === told.emitted && aside === 0;
    if (!isWhole || told.extra > repeats)
      throw new Error('messages were lost, set aside, or repeated without being counted');
  });
}

/** What the inbox holds. */
async function left(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } =
    await client.query(`SELECT count(*)::int AS messages, coalesce(sum(repeats), 0)::int AS repeats,
    count(*) FILTER (WHERE state = 'received')::int AS waiting, count(*) FILTER (WHERE state = 'answered')::int AS sending,
    count(*) FILTER (WHERE state = 'failed')::int AS aside FROM inbox`);
  await client.end();
  return rows[0] as { messages: number; repeats: number; waiting: number; sending: number; aside: number };
}
