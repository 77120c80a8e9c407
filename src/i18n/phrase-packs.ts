/** Phrases in a further language: said only where an officer who knows it has approved the words, else in Vietnamese. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import vi from '../../locales/vi.json' with { type: 'json' };
import { projectRoot } from '../config/paths.js';
import { SetupError } from '../config/setup-error.js';
import type { MessageKey } from './locale.js';

/** A phrase as it is told: `isApproved` = in the pack's language, else in Vietnamese. */
type PackPhrase = { key: MessageKey; vietnamese: string; text: string; isApproved: boolean };

/** The phrases of one language; `approved` of them are said in it. */
export type PhrasePack = { code: string; language: string; phrases: PackPhrase[]; approved: number };

const entry = z.strictObject({
  text: z.string().trim().normalize('NFC'),
  approvedBy: z.string().trim(),
  approvedOn: z.union([z.iso.date(), z.literal('')]),
});
const packFile = z.strictObject({ language: z.string().min(1), phrases: z.record(z.string(), entry) });

/**
 * The packs, in the order of their codes: those that ship, or, of the same code, an operator's own in `packs` of their
 * folder of texts (null = they have none). Throws `SetupError` for a file that is not as it has to be.
 */
export function readPhrasePacks(localesDir: string | null): PhrasePack[] {
  const folders = [path.join(projectRoot, 'locales'), ...(localesDir === null ? [] : [localesDir])];
  const files = new Map(
    folders
      .map((folder) => path.join(folder, 'packs'))
      .filter((folder) => existsSync(folder))
      .flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)))
      .filter((file) => file.endsWith('.json'))
      .map((file) => [path.basename(file, '.json'), file]),
  );
  return [...files].sort().map(([code, file]) => ({ code, ...readPack(file) }));
}

function readPack(file: string): Omit<PhrasePack, 'code'> {
  const refuse = (why: string): never => {
    throw new SetupError(`Bộ câu ${file}: ${why}`);
  };
  const parsed = packFile.safeParse(parse(readFileSync(file, 'utf8')));
  if (!parsed.success) return refuse('cần "language" và "phrases", mỗi câu có text, approvedBy, approvedOn.');
  const ours = new Map<string, string>(Object.entries(vi));
  const phrases = Object.entries(parsed.data.phrases).map(([key, { text, approvedBy, approvedOn }]) => {
    const vietnamese = ours.get(key) ?? refuse(`không có câu "${key}" trong locales/vi.json.`);
    if (vietnamese.includes('{{')) return refuse(`câu "${key}" có chỗ điền, chưa dùng được ở đây.`);
    const isSigned = approvedBy !== '' && approvedOn !== '';
    if (text !== '' && !isSigned) return refuse(`câu "${key}" chưa ghi ai duyệt và ngày duyệt.`);
    const isApproved = text !== '' && isSigned;
    return { key: key as MessageKey, vietnamese, text: isApproved ? text : vietnamese, isApproved };
  });
  const approved = phrases.filter(({ isApproved }) => isApproved).length;
  return { language: parsed.data.language, phrases, approved };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
