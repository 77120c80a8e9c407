-- Whose a dossier was before a file said otherwise, for as long as the file may be taken back.
ALTER TABLE "import_batch_dossiers" ADD COLUMN "owner_before" JSONB;
