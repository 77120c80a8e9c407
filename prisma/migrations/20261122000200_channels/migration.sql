-- CreateTable
CREATE TABLE "contacts" (
    "key" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "chat" TEXT NOT NULL,
    "reachable" BOOLEAN NOT NULL DEFAULT true,
    "paused_until" TIMESTAMPTZ(3),
    "last_inbound_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_by" TEXT,
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "contacts_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "inbox" (
    "id" BIGSERIAL NOT NULL,
    "channel" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "inbound" JSONB,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "answer" JSONB,
    "sent" INTEGER NOT NULL DEFAULT 0,
    "repeats" INTEGER NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_counts" (
    "channel" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "name" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "channel_counts_pkey" PRIMARY KEY ("channel","day","name")
);

-- CreateTable
CREATE TABLE "platform_grants" (
    "id" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "obtained_at" TIMESTAMPTZ(3) NOT NULL,
    "failure" TEXT,
    "failed_at" TIMESTAMPTZ(3),

    CONSTRAINT "platform_grants_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "contacts_channel_idx" ON "contacts"("channel");

-- CreateIndex
CREATE INDEX "inbox_person_received_at_idx" ON "inbox"("person", "received_at");

-- CreateIndex
CREATE INDEX "inbox_state_idx" ON "inbox"("state");

-- CreateIndex
CREATE INDEX "inbox_received_at_idx" ON "inbox" USING BRIN ("received_at");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_channel_message_id_key" ON "inbox"("channel", "message_id");


