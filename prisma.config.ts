import process from 'node:process';
import { defineConfig } from 'prisma/config';

// generate, validate and format need no engine; Prisma would fetch one all the same and fail where there
// is no internet. `migrate` does need it, and a stand-in there would report success having done nothing.
const offline = ['generate', 'validate', 'format'];
if (process.argv.some((argument) => offline.includes(argument))) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
}
process.env.CHECKPOINT_DISABLE ??= '1';

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://embedded' },
});
