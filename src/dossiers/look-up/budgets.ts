/**
 * How many wrong tries at a dossier are looked at, by whom and in what time. A stranger has four digits to guess, of
 * two numbers: one try in 5,000 opens a dossier. What the holder alone can have is counted apart, so that strangers
 * cannot use it up.
 */
import { keyedHash } from '../../security/secrets.js';
import { DAY_MS, MINUTE_MS } from '../../time/duration.js';
import type { Budget, PriorProof } from './look-up-store.js';

/** Who asks: the conversation, the channel, and the network it comes from (null = the channel knows none). */
export type Asker = { conversationKey: string; channel: string; address: string | null };

/**
 * What a try rests on besides the digits. `known`: the conversation has opened the dossier before, or follows it since;
 * `receipt`: whoever asks holds the receipt's code for following; `both`: digits of both numbers.
 */
export type Way = 'stranger' | 'known' | 'receipt' | 'both';

const QUARTER_MS = 15 * MINUTE_MS;

/** A conversation at one dossier, in a quarter of an hour. */
const TRIES = 5;
/** A conversation at all dossiers, in a day. */
const TRIES_A_DAY = 30;
/** A network at all dossiers, in a day: behind one address stands a whole mobile operator, which must not be shut out. */
const TRIES_PER_NETWORK = 2_000;
/** All strangers at one dossier, in a day. */
const STRANGERS_TRIES = 20;
/** A conversation that knows the dossier, in a day; all who hold its receipt, in a day. */
const KNOWN_TRIES = 10;
const RECEIPT_TRIES = 20;

/** How a try is counted. */
export function wayOf(standing: PriorProof, digits: readonly string[], hasReceipt: boolean): Way {
  if (digits.length === 2) return 'both';
  if (standing.opened || standing.followsBy === 'digits') return 'known';
  return hasReceipt || standing.followsBy === 'receipt' ? 'receipt' : 'stranger';
}

/**
 * The budgets a try needs room in, in the order they are locked. `key`: of the dossier. Those over all dossiers come in
 * pairs. One counts wrong tries at dossiers that are here (`real`): it closes. The other counts all (`shown`): it decides
 * what is said of a wrong try and closes nothing. So tries at codes that nobody was given never keep right digits out,
 * and what is said does not tell such codes from others.
 */
export function budgetsOf(attemptKey: Buffer, key: string, way: Way, asker: Asker): Budget[] {
  const { conversationKey: chat, address } = asker;
  const hash = (name: string) => keyedHash(attemptKey, name);
  const often = { tries: TRIES, windowMs: QUARTER_MS, slides: true, of: 'chat' } as const;
  const day = { windowMs: DAY_MS, slides: true } as const;
  const own: Budget = { ...often, hash: hash(`${way} ${key} ${chat}`) };
  const overAll = (of: 'chat' | 'network', name: string, tries: number): Budget[] => [
    { ...day, tries, slides: false, of, counts: 'shown', hash: hash(`all ${name}`) },
    { ...day, tries, slides: false, of, counts: 'real', hash: hash(`real ${name}`) },
  ];
  const all = overAll('chat', chat, TRIES_A_DAY);
  switch (way) {
    case 'known':
      return [own, { ...day, tries: KNOWN_TRIES, of: 'chat', hash: hash(`known a day ${key} ${chat}`) }];
    case 'receipt':
      return [own, { ...day, tries: RECEIPT_TRIES, of: 'dossier', hash: hash(`receipt ${key}`) }];
    case 'both':
      return [own, ...all];
    case 'stranger': {
      const network = address === null ? [] : overAll('network', address, TRIES_PER_NETWORK);
      const dossier: Budget = { ...day, tries: STRANGERS_TRIES, of: 'dossier', hash: hash(`code ${key}`) };
      return [own, ...all, ...network, dossier];
    }
  }
}

/** The budget for codes read out at the desk that a conversation sends: they are too many to guess, whoever tries. */
export function letInBudget(attemptKey: Buffer, { conversationKey: chat }: Asker): Budget {
  const hash = keyedHash(attemptKey, `let in ${chat}`);
  return { hash, tries: TRIES, windowMs: QUARTER_MS, slides: true, of: 'chat' };
}

/** By what it is remembered that a conversation has opened a dossier. */
export function openingOf(attemptKey: Buffer, key: string, conversationKey: string): string {
  return keyedHash(attemptKey, `opened ${key} ${conversationKey}`);
}
