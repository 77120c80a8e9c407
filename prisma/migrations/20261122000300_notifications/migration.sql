-- AlterTable
ALTER TABLE "contacts" ADD COLUMN     "consent_at" TIMESTAMPTZ(3),
ADD COLUMN     "locale" TEXT,
ADD COLUMN     "quiet_from" SMALLINT,
ADD COLUMN     "quiet_until" SMALLINT;

-- CreateTable
CREATE TABLE "subscriptions" (
    "id" BIGSERIAL NOT NULL,
    "person" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subscriptions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "follow_tokens" (
    "hash" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "follow_tokens_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "notices" (
    "id" BIGSERIAL NOT NULL,
    "event" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "priority" SMALLINT NOT NULL,
    "state" TEXT NOT NULL,
    "send_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "code" TEXT NOT NULL,
    "reason" TEXT,
    "repeats" SMALLINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "notices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_states" (
    "channel" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "paused_at" TIMESTAMPTZ(3),
    "paused_by" TEXT,
    "reason" TEXT,

    CONSTRAINT "channel_states_pkey" PRIMARY KEY ("channel")
);

-- CreateIndex
CREATE INDEX "subscriptions_kind_target_id_idx" ON "subscriptions"("kind", "target", "id");

-- CreateIndex
CREATE UNIQUE INDEX "subscriptions_person_kind_target_key" ON "subscriptions"("person", "kind", "target");

-- CreateIndex
CREATE INDEX "follow_tokens_expires_at_idx" ON "follow_tokens"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "notices_code_key" ON "notices"("code");

-- CreateIndex
CREATE INDEX "notices_channel_state_priority_send_at_idx" ON "notices"("channel", "state", "priority", "send_at");

-- CreateIndex
CREATE INDEX "notices_person_subject_idx" ON "notices"("person", "subject");

-- CreateIndex
CREATE INDEX "notices_created_at_idx" ON "notices" USING BRIN ("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "notices_event_person_key" ON "notices"("event", "person");


