-- A head may say that from it on every erasure is an event of the chain, and when it was written down elsewhere.
ALTER TABLE "dossier_heads" ADD COLUMN "erasures_chained" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "kept_at" TIMESTAMPTZ(3);
