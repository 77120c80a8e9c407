-- AlterTable
ALTER TABLE "dossiers" ADD COLUMN     "parent_confirmed" BOOLEAN NOT NULL DEFAULT false;

-- What was told before anybody had to confirm it: a part of the same unit's, or of one above it, is taken for one.
UPDATE "dossiers" SET "parent_confirmed" = true
WHERE starts_with("unit" || '.', split_part("parent_code", '-', 1) || '.');
