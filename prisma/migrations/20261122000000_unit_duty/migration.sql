-- AlterTable
ALTER TABLE "units" ADD COLUMN     "duty" TEXT;
