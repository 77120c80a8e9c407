-- What people ask next about procedures, one fact a row, apart from the official record.
CREATE TABLE "knowledge" (
    "id" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "shipped" BOOLEAN NOT NULL,
    "by" TEXT NOT NULL,
    "revision" SERIAL NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "knowledge_pkey" PRIMARY KEY ("id")
);
