-- What an operator has everybody told first; one at a time.
CREATE TABLE "banners" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "text" TEXT NOT NULL,
    "text_en" TEXT,
    "until" TIMESTAMPTZ(3),
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "banners_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "banners_one" CHECK ("id" = 1)
);
