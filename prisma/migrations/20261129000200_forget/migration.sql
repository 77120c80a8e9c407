-- AlterTable
ALTER TABLE "error_reports" ADD COLUMN     "conversation_key" TEXT;

-- AlterTable
ALTER TABLE "unanswered_questions" ADD COLUMN     "conversation_key" TEXT;

-- CreateIndex
CREATE INDEX "error_reports_conversation_key_idx" ON "error_reports"("conversation_key");

-- CreateIndex
CREATE INDEX "unanswered_questions_conversation_key_idx" ON "unanswered_questions"("conversation_key");
