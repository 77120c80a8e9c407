import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SetupError } from '../config/setup-error.js';

/** What a subkey is for: one key is never used for two things. */
export type Purpose =
  | 'conversation'
  | 'secondFactor'
  | 'dossierChain'
  | 'lookupAttempt'
  | 'tokens'
  | 'phone'
  | 'backup';

/**
 * Reads the master secret kept in the data folder. Makes it (mode 600) when the database is new; never beside an
 * existing one, whose stored hashes would silently stop matching. Throws `SetupError`.
 */
export function loadSecret(dataDir: string, isNew: boolean): Buffer {
  const file = path.join(dataDir, 'secret.key');
  if (!existsSync(file)) {
    if (!isNew)
      throw new SetupError(`Mất tệp ${file}. Khôi phục tệp này từ bản sao lưu của thư mục dữ liệu.`);
    writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  }
  const secret = Buffer.from(readFileSync(file, 'utf8'), 'base64');
  if (secret.length < 32)
    throw new SetupError(`${file} hỏng: cần ít nhất 32 byte base64; khôi phục từ bản sao lưu`);
  return secret;
}

/** The master secret in force: of the settings, or in the data folder; null = there is none yet. */
export function findSecret({
  secretKey,
  dataDir,
}: {
  secretKey: string | null;
  dataDir: string;
}): Buffer | null {
  if (secretKey) return Buffer.from(secretKey, 'base64');
  const file = path.join(dataDir, 'secret.key');
  return existsSync(file) ? loadSecret(dataDir, false) : null;
}

/** Tells one master secret from another, and nothing of what it is. */
export function fingerprint(secret: Buffer): string {
  return keyedHash(subkey(secret, 'backup'), 'motcua').slice(0, 32);
}

/** A 32-byte subkey of the master secret for one purpose (HKDF-SHA-256, RFC 5869). */
export function subkey(secret: Buffer, purpose: Purpose): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `motcua/${purpose}`, 32));
}

/** Keyed hash (HMAC-SHA-256, hex) under which a secret of somebody else may be stored and found again. */
export function keyedHash(key: Buffer, value: string): string {
  return createHmac('sha256', key).update(value).digest('hex');
}

/** A salt of 128 bits (base64url). Once it is erased, a digest made with it tells nothing of the text, however short. */
export function newSalt(): string {
  return randomBytes(16).toString('base64url');
}

/** Whether somebody knows a secret; takes the same time wherever the two differ, whatever their lengths. */
export function isSameSecret(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

/** Encrypts a text so that it may be stored (AES-256-GCM; nonce, tag and cipher text in base64). */
export function seal(key: Buffer, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** What `seal` was given; null = it was sealed with another key, or is damaged. */
export function unseal(key: Buffer, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
