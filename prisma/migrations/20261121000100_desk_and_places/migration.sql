-- AlterTable
ALTER TABLE "units" ADD COLUMN     "sessions" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "desk_questions" (
    "code" TEXT NOT NULL,
    "conversation_key" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answer" TEXT,
    "answered_by" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "shown_at" TIMESTAMPTZ(3),

    CONSTRAINT "desk_questions_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "error_reports" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "publication_id" INTEGER,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by" TEXT,

    CONSTRAINT "error_reports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ratings" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "useful" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ratings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "old_places" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "old_ward" TEXT NOT NULL,
    "old_district" TEXT NOT NULL,
    "old_province" TEXT NOT NULL,
    "new_ward" TEXT NOT NULL,
    "new_province" TEXT NOT NULL,

    CONSTRAINT "old_places_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "desk_questions_conversation_key_idx" ON "desk_questions"("conversation_key");

-- CreateIndex
CREATE INDEX "old_places_key_idx" ON "old_places"("key");

-- CreateIndex
CREATE UNIQUE INDEX "old_places_old_ward_old_district_old_province_new_ward_new__key" ON "old_places"("old_ward", "old_district", "old_province", "new_ward", "new_province");


