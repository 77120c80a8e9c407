// Exit code 0 when the PostgreSQL server of the address given answers.
import process from 'node:process';
import pg from 'pg';

const client = new pg.Client({ connectionString: process.argv[2], connectionTimeoutMillis: 3000 });
try {
  await client.connect();
  await client.end();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
