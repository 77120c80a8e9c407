/** Writes heads down elsewhere as they are made: what is deleted here together with the newest of them is missed there. */
import { open } from 'node:fs/promises';
import type { Client } from '../db/open.js';
import type { Head } from '../dossiers/integrity/chain.js';
import { listUnkeptHeads, noteKept } from '../dossiers/integrity/chain-store.js';
import { writeHeadLine } from '../dossiers/integrity/head-line.js';
import type { Alert } from '../operations/alerts.js';
import { postJson } from './post.js';

/** Keeps heads where whoever can write to the database cannot. */
export type HeadKeeper = {
  /** Writes down a head just made (null = none was) and all that could not be before. Never rejects. */
  keep(head: Head | null): Promise<void>;
};

/** `to`: a file, to which a line is added, or an address, which is posted it. A head may come there more than once. */
export function createHeadKeeper(options: {
  client: Client;
  chainKey: Buffer;
  to: string;
  alert: Alert;
}): HeadKeeper {
  const { client, chainKey, to, alert } = options;
  const write = to.includes('://') ? postJson : addLine;
  // Whoever can write to the database could note a head there as kept: what was made here goes out all the same.
  const waiting = new Map<string, Head>();
  let running: Promise<void> = Promise.resolve();

  async function keepAll(): Promise<void> {
    for (const head of await listUnkeptHeads(client)) waiting.set(head.mac, head);
    for (const head of [...waiting.values()].sort((a, b) => a.id - b.id)) {
      await write(to, writeHeadLine(chainKey, head));
      waiting.delete(head.mac);
      await noteKept(client, head.id, new Date());
    }
  }

  return {
    keep: (head) => {
      if (head) waiting.set(head.mac, head);
      running = running.then(keepAll).catch((error: NodeJS.ErrnoException) => {
        const reason = error.code ?? error.name;
        alert(
          'heads',
          `Niêm phong hồ sơ chưa ghi được ra nơi đặt ở HEADS_TO (${reason}); sẽ thử lại mỗi 5 phút.`,
        );
      });
      return running;
    },
  };
}

const NEWLINE = 10;

/** Adds a line and waits until it is on the disk. A line that was cut off when the power failed is ended first. */
async function addLine(file: string, line: string): Promise<void> {
  const handle = await open(file, 'a+', 0o600);
  try {
    const { size } = await handle.stat();
    const last = Buffer.alloc(1, NEWLINE);
    if (size > 0) await handle.read(last, 0, 1, size - 1);
    await handle.write(`${last[0] === NEWLINE ? '' : '\n'}${line}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
