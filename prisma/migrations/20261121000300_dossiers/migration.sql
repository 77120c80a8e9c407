-- Keys are compared byte by byte: a unit's dossiers are one range of them.

-- CreateTable
CREATE TABLE "dossiers" (
    "key" TEXT COLLATE "C" NOT NULL,
    "code" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "procedure_code" TEXT NOT NULL,
    "procedure_version" TEXT,
    "submission" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "receiving_unit" TEXT NOT NULL,
    "settling_unit" TEXT NOT NULL,
    "returning_unit" TEXT NOT NULL,
    "parent_key" TEXT COLLATE "C",
    "parent_code" TEXT,
    "clock_policy" TEXT NOT NULL,
    "told_due_at" TIMESTAMPTZ(3),
    "owner_digest" TEXT,
    "owner_name" TEXT,
    "owner_salt" TEXT,
    "phone_hash" TEXT,
    "identity_hash" TEXT,
    "erased_at" TIMESTAMPTZ(3),
    "status" SMALLINT NOT NULL,
    "sub_state" TEXT,
    "status_at" TIMESTAMPTZ(3) NOT NULL,
    "status_position" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "due_original" TIMESTAMPTZ(3),
    "extension_count" SMALLINT NOT NULL,
    "apology_document" TEXT,
    "settled_at" TIMESTAMPTZ(3),
    "was_late" BOOLEAN NOT NULL,
    "irregular" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,
    "chain_length" INTEGER NOT NULL,
    "chain_link" TEXT NOT NULL,

    CONSTRAINT "dossiers_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "dossier_events" (
    "key" TEXT COLLATE "C" NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "status" SMALLINT,
    "sub_state" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "amount" BIGINT,
    "due_at" TIMESTAMPTZ(3),
    "apology_document" TEXT,
    "target" INTEGER,
    "facts" JSONB,
    "details" BOOLEAN NOT NULL,
    "actor_name" TEXT,
    "reason" TEXT,
    "missing" JSONB,
    "salt" TEXT,
    "digest" TEXT,
    "link" TEXT NOT NULL,

    CONSTRAINT "dossier_events_pkey" PRIMARY KEY ("key","position")
);

-- CreateTable
CREATE TABLE "dossier_heads" (
    "id" SERIAL NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,
    "dossiers" INTEGER NOT NULL,
    "mac" TEXT NOT NULL,

    CONSTRAINT "dossier_heads_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dossier_head_entries" (
    "head_id" INTEGER NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "length" INTEGER NOT NULL,
    "link" TEXT NOT NULL,

    CONSTRAINT "dossier_head_entries_pkey" PRIMARY KEY ("head_id","key")
);

-- CreateTable
CREATE TABLE "dossier_views" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "who" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dossier_views_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lookup_attempts" (
    "hash" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "tries" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lookup_attempts_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "dossiers_parent_key_idx" ON "dossiers"("parent_key");

-- CreateIndex
CREATE INDEX "dossiers_due_at_idx" ON "dossiers"("due_at");

-- CreateIndex
CREATE INDEX "dossier_events_recorded_at_idx" ON "dossier_events" USING BRIN ("recorded_at");

-- CreateIndex
CREATE UNIQUE INDEX "dossier_events_key_source_event_id_key" ON "dossier_events"("key", "source", "event_id");

-- CreateIndex
CREATE INDEX "dossier_views_key_idx" ON "dossier_views"("key");

-- AddForeignKey
ALTER TABLE "dossier_events" ADD CONSTRAINT "dossier_events_key_fkey" FOREIGN KEY ("key") REFERENCES "dossiers"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dossier_head_entries" ADD CONSTRAINT "dossier_head_entries_head_id_fkey" FOREIGN KEY ("head_id") REFERENCES "dossier_heads"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
