-- The last of the queues, made here like the others: processes that start together must not make it at the same time.
SELECT pgboss.create_queue('remind', '{"policy": "standard"}');

-- AlterTable
ALTER TABLE "contacts" ADD COLUMN     "phone" TEXT;
