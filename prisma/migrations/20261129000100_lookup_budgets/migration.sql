-- CreateTable
CREATE TABLE "lookup_wrong_tries" (
    "slot" TIMESTAMPTZ(3) NOT NULL,
    "part" SMALLINT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "lookup_wrong_tries_pkey" PRIMARY KEY ("slot","part")
);

-- CreateTable
CREATE TABLE "dossier_openings" (
    "person" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dossier_openings_pkey" PRIMARY KEY ("person","hash")
);

-- CreateTable
CREATE TABLE "dossier_let_ins" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "hash" TEXT NOT NULL,
    "issued_by" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "dossier_let_ins_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "dossier_let_ins_hash_key" ON "dossier_let_ins"("hash");

-- CreateIndex
CREATE INDEX "dossier_let_ins_key_idx" ON "dossier_let_ins"("key");
