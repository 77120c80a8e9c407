-- CreateTable
CREATE TABLE "staff_keys" (
    "id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "may_correct" BOOLEAN NOT NULL,
    "per_minute" INTEGER NOT NULL,
    "note" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by" TEXT,

    CONSTRAINT "staff_keys_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "staff_keys_hash_key" ON "staff_keys"("hash");

-- CreateTable
CREATE TABLE "staff_requests" (
    "key_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_requests_pkey" PRIMARY KEY ("key_id","name")
);

-- CreateIndex
CREATE INDEX "staff_requests_created_at_idx" ON "staff_requests"("created_at");
