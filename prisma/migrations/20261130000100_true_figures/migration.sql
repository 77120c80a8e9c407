-- A time nobody knows; a filing taken back; who has a dossier now.
ALTER TABLE "dossiers" ADD COLUMN "status_known" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN "settled_known" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN "voided" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "holder_kind" TEXT,
ADD COLUMN "holder_id" TEXT,
ADD COLUMN "holder_name" TEXT,
ADD COLUMN "holder_since" TIMESTAMPTZ(3),
ADD COLUMN "step" TEXT;

ALTER TABLE "dossier_events" ADD COLUMN "at_known" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN "holder_name" TEXT;

-- Files taken over, and which events of which dossiers came from them.
CREATE TABLE "import_batches" (
    "id" SERIAL NOT NULL,
    "file" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "unit" TEXT,
    "imported_by" TEXT NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,
    "read" INTEGER NOT NULL,
    "written" INTEGER NOT NULL,
    "unchanged" INTEGER NOT NULL,
    "set_aside" INTEGER NOT NULL,
    "unknown_time" INTEGER NOT NULL,
    "undone_by" TEXT,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_batches_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "import_batches_digest_idx" ON "import_batches"("digest");

CREATE TABLE "import_batch_dossiers" (
    "batch_id" INTEGER NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "from_position" INTEGER NOT NULL,
    "to_position" INTEGER NOT NULL,

    CONSTRAINT "import_batch_dossiers_pkey" PRIMARY KEY ("batch_id","key")
);

ALTER TABLE "import_batch_dossiers" ADD CONSTRAINT "import_batch_dossiers_batch_id_fkey"
    FOREIGN KEY ("batch_id") REFERENCES "import_batches"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a unit's software means by its headers, states and names of procedures.
CREATE TABLE "import_mappings" (
    "unit" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "said" TEXT NOT NULL,
    "meaning" TEXT NOT NULL,
    "told_by" TEXT NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "import_mappings_pkey" PRIMARY KEY ("unit","kind","said")
);
