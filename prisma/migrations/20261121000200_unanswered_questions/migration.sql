-- CreateTable
CREATE TABLE "unanswered_questions" (
    "key" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unanswered_questions_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "unanswered_questions_last_at_idx" ON "unanswered_questions"("last_at");

