-- Where a long list is made ready, in tables of its own that last as long as that takes.
CREATE SCHEMA IF NOT EXISTS "staging";

-- Written with their batch, in one statement; nothing deletes a batch.
ALTER TABLE "import_batch_dossiers" DROP CONSTRAINT "import_batch_dossiers_batch_id_fkey";
