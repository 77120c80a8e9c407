/**
 * Reads the codes (QR, Code 128) in a picture, in a thread of its own: decoding takes seconds and must not hold up
 * other people's answers. Each picture gets a fresh thread, since the decoder's memory is not cleared between
 * pictures: one cut short would show what it was read over, somebody else's receipt. Nothing is stored or logged;
 * what is read may be personal (an identity card carries a QR code too) and goes to `receiptCodesIn` only.
 */
import { Worker } from 'node:worker_threads';
import { MINUTE_MS } from '../time/duration.js';
import { type PictureSize, pictureSize } from './header.js';

/** What was in a picture; no texts = no code found. `failed`: the thread died, for the operator's log. */
export type PhotoReading =
  | { ok: true; texts: string[] }
  | { ok: false; reason: 'notPicture' | 'tooLarge' | 'timedOut' }
  | { ok: false; reason: 'failed'; error: Error };

/** Reads the codes in pictures, in threads of its own. */
export type PhotoReader = {
  /**
   * `sender`: who sent it. Expected failures are values; never rejects. `timedOut` also when too many pictures are
   * waiting.
   */
  read(picture: Uint8Array, sender: string): Promise<PhotoReading>;
  /** Ends what is being read, as `failed`. */
  close(): Promise<void>;
};

/** The largest file read: above what phones send through chat applications. */
export const MAX_PHOTO_BYTES = 10 * 1024 * 1024;
/** Above what phones take. What decoding takes is some three times as much as a picture unfolds to. */
const MAX_PIXELS = 50_000_000;
const MAX_UNFOLDED_BYTES = 150_000_000;
/** A picture sent in ten parts, as the web does, may have 30 million pixels. */
const MAX_PIXELS_PASSED = 300_000_000;
/** Pictures read at the same time. */
const WORKERS = 2;
/** Of them, pictures that may take long: the other thread is always for the rest. */
const HEAVY_WORKERS = 1;
/** Larger ones may take long. Chat applications send up to 5 million pixels. */
const LIGHT_BYTES = 16_000_000;
/** So do the next ones of a sender whose picture took too long. */
const SUSPECT_MS = 10 * MINUTE_MS;
/** Pictures of each kind kept in memory for a free thread. */
const MAX_WAITING = 8;

type Job = {
  picture: Uint8Array;
  isHeavy: boolean;
  worker: Worker | null;
  timer: NodeJS.Timeout;
  finish(reading: PhotoReading): void;
};

/** In milliseconds: how long a picture may wait for a free thread, and how long reading it may take then. */
type Patience = { waitMs?: number; readMs?: number };

/** `program` = the thread's compiled program. */
export function createPhotoReader({
  waitMs = 12_000,
  readMs = 8_000,
  program = new URL('./reader-worker.js', import.meta.url),
}: Patience & { program?: URL } = {}): PhotoReader {
  const jobs = new Set<Job>();
  const ending = new Set<Promise<unknown>>();
  const suspects = createSuspects();

  const startNext = () => {
    for (const job of jobs) {
      const reading = [...jobs].filter(({ worker }) => worker);
      const isFree =
        reading.length < WORKERS &&
        (!job.isHeavy || reading.filter(({ isHeavy }) => isHeavy).length < HEAVY_WORKERS);
      if (!job.worker && isFree) start(program, readMs, job);
    }
  };
  const end = ({ worker }: Job) => {
    if (!worker) return;
    const ended = worker.terminate().finally(() => ending.delete(ended));
    ending.add(ended);
  };
  const enqueue = (picture: Uint8Array, sender: string, isHeavy: boolean) =>
    new Promise<PhotoReading>((resolve) => {
      const job: Job = {
        picture,
        isHeavy,
        worker: null,
        timer: setTimeout(() => job.finish(TIMED_OUT), waitMs),
        finish(reading) {
          if (!jobs.delete(job)) return;
          clearTimeout(job.timer);
          if (job.worker && reading === TIMED_OUT) suspects.add(sender);
          end(job);
          resolve(reading);
          startNext();
        },
      };
      jobs.add(job);
      startNext();
    });
  return {
    async read(picture, sender) {
      const size = picture.length <= MAX_PHOTO_BYTES ? pictureSize(picture) : 'tooLarge';
      if (size === null) return { ok: false, reason: 'notPicture' };
      if (size === 'tooLarge' || isTooLarge(size)) return { ok: false, reason: 'tooLarge' };
      const isHeavy = size.unfolded > LIGHT_BYTES || suspects.has(sender);
      const waiting = [...jobs].filter((job) => !job.worker && job.isHeavy === isHeavy);
      return waiting.length < MAX_WAITING ? enqueue(picture, sender, isHeavy) : TIMED_OUT;
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

const TIMED_OUT: PhotoReading = { ok: false, reason: 'timedOut' };

function isTooLarge({ width, height, unfolded, passes }: PictureSize): boolean {
  const pixels = width * height;
  return pixels > MAX_PIXELS || unfolded > MAX_UNFOLDED_BYTES || pixels * passes > MAX_PIXELS_PASSED;
}

/** Senders whose picture took too long a short while ago. */
function createSuspects() {
  const until = new Map<string, number>();
  return {
    add(sender: string): void {
      const now = Date.now();
      for (const [one, end] of until) if (end <= now) until.delete(one);
      until.set(sender, now + SUSPECT_MS);
    },
    has: (sender: string) => (until.get(sender) ?? 0) > Date.now(),
  };
}

function start(program: URL, readMs: number, job: Job): void {
  const worker = new Worker(program, {
    workerData: job.picture,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  const fail = (error: Error) => job.finish({ ok: false, reason: 'failed', error });
  worker.once('message', job.finish);
  worker.once('error', fail);
  worker.once('exit', (code) => fail(new Error(`the photo reader's thread ended early (${code})`)));
  job.worker = worker;
  clearTimeout(job.timer);
  job.timer = setTimeout(() => job.finish(TIMED_OUT), readMs);
}
