/** One session of a PostgreSQL database, beside the client's pool. */
import pg from 'pg';
import { SetupError } from '../config/setup-error.js';
import type { MigrationSession } from './migrate.js';

/** Works in one session of a PostgreSQL database. Throws `SetupError` where it cannot be reached. */
export async function onPostgres<T>(url: string, work: (sql: MigrationSession) => Promise<T>): Promise<T> {
  const session = await connect(url);
  try {
    return await work(session);
  } finally {
    await session.end();
  }
}

async function connect(url: string): Promise<MigrationSession & { end(): Promise<void> }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect().catch((error) => {
    throw new SetupError(
      `Không kết nối được PostgreSQL (${error.code ?? ''} ${error.message}).\n` +
        'Kiểm tra DATABASE_URL và xem máy chủ PostgreSQL có đang chạy không.',
      { cause: error },
    );
  });
  // A connection that is lost is told by the query that was under way, or by the next.
  client.on('error', () => undefined);
  await client.query("SET TIME ZONE 'UTC'");
  return {
    query: (sql, parameters) => client.query(sql, parameters),
    exec: (sql) => client.query(sql),
    end: () => client.end(),
  };
}
