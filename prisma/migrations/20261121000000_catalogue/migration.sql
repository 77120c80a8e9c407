-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "catalogue_layer" AS ENUM ('official', 'guide');

-- CreateTable
CREATE TABLE "units" (
    "code" TEXT NOT NULL,
    "name" TEXT,
    "parent_code" TEXT,
    "address" TEXT,
    "phone" TEXT,
    "hours" JSONB,
    "closures" JSONB NOT NULL DEFAULT '[]',
    "source" TEXT,
    "checked_on" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "units_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "catalogue_versions" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "layer" "catalogue_layer" NOT NULL,
    "content_hash" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "catalogue_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "publications" (
    "id" SERIAL NOT NULL,
    "base_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "decision" TEXT,
    "counts" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "publications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "publication_changes" (
    "publication_id" INTEGER NOT NULL,
    "layer" "catalogue_layer" NOT NULL,
    "code" TEXT NOT NULL,
    "version_id" UUID,

    CONSTRAINT "publication_changes_pkey" PRIMARY KEY ("publication_id","layer","code")
);

-- CreateTable
CREATE TABLE "lexicon_entries" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "phrase" TEXT NOT NULL,
    "meaning" TEXT NOT NULL,
    "note" TEXT,
    "by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lexicon_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversations" (
    "key" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "turn" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conversations_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "catalogue_versions_layer_code_content_hash_key" ON "catalogue_versions"("layer", "code", "content_hash");

-- CreateIndex
CREATE INDEX "publication_changes_layer_code_publication_id_idx" ON "publication_changes"("layer", "code", "publication_id");

-- CreateIndex
CREATE UNIQUE INDEX "lexicon_entries_kind_phrase_key" ON "lexicon_entries"("kind", "phrase");

-- CreateIndex
CREATE INDEX "conversations_updated_at_idx" ON "conversations"("updated_at");

-- AddForeignKey
ALTER TABLE "publication_changes" ADD CONSTRAINT "publication_changes_publication_id_fkey" FOREIGN KEY ("publication_id") REFERENCES "publications"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publication_changes" ADD CONSTRAINT "publication_changes_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "catalogue_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


