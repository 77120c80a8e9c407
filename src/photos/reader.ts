/**
 * Reads the codes (QR, Code 128) in a picture, in a thread of its own: decoding takes seconds and must not hold up
 * other people's answers. Each picture gets a fresh thread, since the decoder's memory is not cleared between
 * pictures: one cut short would show what it was read over, somebody else's receipt. Nothing is stored or logged;
 * what is read may be personal (an identity card carries a QR code too) and goes to `receiptCodesIn` only.
 */
import { Worker } from 'node:worker_threads';
import { pictureSize } from './header.js';

/** What was in a picture; no texts = no code found. `failed`: the thread died, for the operator's log. */
export type PhotoReading =
  | { ok: true; texts: string[] }
  | { ok: false; reason: 'notPicture' | 'tooLarge' | 'timedOut' }
  | { ok: false; reason: 'failed'; error: Error };

export type PhotoReader = {
  /** Expected failures are values; never rejects. `timedOut` also when too many pictures are waiting. */
  read(picture: Uint8Array): Promise<PhotoReading>;
  /** Ends what is being read, as `failed`. */
  close(): Promise<void>;
};

/** The largest file read: above what phones send through chat applications. */
export const MAX_PHOTO_BYTES = 10 * 1024 * 1024;
/** Above what phones take; the decoder's memory for so many is below a gigabyte, whatever the kind of picture. */
const MAX_PIXELS = 50_000_000;
/** Pictures kept in memory for a free thread. */
const MAX_WAITING = 8;

type Job = { picture: Uint8Array; worker: Worker | null; finish(reading: PhotoReading): void };

/**
 * `timeoutMs` counts from the call, waiting included; `workers` = pictures read at the same time;
 * `program` = the thread's compiled program.
 */
export function createPhotoReader({
  timeoutMs = 15_000,
  workers = 1,
  program = new URL('./reader-worker.js', import.meta.url),
} = {}): PhotoReader {
  const jobs = new Set<Job>();
  const ending = new Set<Promise<unknown>>();

  const startNext = () => {
    const waiting = [...jobs].filter((job) => !job.worker);
    const free = workers - (jobs.size - waiting.length);
    for (const job of waiting.slice(0, free)) job.worker = start(program, job);
  };
  const end = (job: Job) => {
    if (!job.worker) return;
    const ended = job.worker.terminate().finally(() => ending.delete(ended));
    ending.add(ended);
  };
  return {
    async read(picture) {
      const refusal = refuse(picture);
      if (refusal) return { ok: false, reason: refusal };
      if (jobs.size >= workers + MAX_WAITING) return { ok: false, reason: 'timedOut' };
      return new Promise((resolve) => {
        const job: Job = {
          picture,
          worker: null,
          finish(reading) {
            if (!jobs.delete(job)) return;
            clearTimeout(timer);
            end(job);
            resolve(reading);
            startNext();
          },
        };
        const timer = setTimeout(() => job.finish({ ok: false, reason: 'timedOut' }), timeoutMs);
        jobs.add(job);
        startNext();
      });
    },
    async close() {
      const error = new Error('the photo reader was closed');
      const open = [...jobs];
      for (const job of open) if (!job.worker) job.finish({ ok: false, reason: 'failed', error });
      for (const job of open) job.finish({ ok: false, reason: 'failed', error });
      await Promise.all(ending);
    },
  };
}

function refuse(picture: Uint8Array): 'tooLarge' | 'notPicture' | null {
  if (picture.length > MAX_PHOTO_BYTES) return 'tooLarge';
  const size = pictureSize(picture);
  if (!size) return 'notPicture';
  return size.width * size.height > MAX_PIXELS ? 'tooLarge' : null;
}

function start(program: URL, { picture, finish }: Job): Worker {
  const worker = new Worker(program, {
    workerData: picture,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  const fail = (error: Error) => finish({ ok: false, reason: 'failed', error });
  worker.once('message', finish);
  worker.once('error', fail);
  worker.once('exit', (code) => fail(new Error(`the photo reader's thread ended early (${code})`)));
  return worker;
}
