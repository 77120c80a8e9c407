/** `motcua phrases`: how much of each further language an officer has approved, and the phrases for the desk. */
import type { Command } from 'commander';
import { readPhrasePacks } from '../../i18n/phrase-packs.js';
import { type CommandContext, CommandFailed } from '../command.js';
import { listed } from '../socket/lines.js';

/** The command `phrases`. */
export function addPhrases(command: Command, { io, host }: CommandContext): void {
  command.action(async (code: string | undefined) => {
    const packs = readPhrasePacks(host?.config.localesDir ?? null);
    if (code === undefined) {
      for (const { code: each, language, approved, phrases } of packs)
        await io.out(listed(each, language, `đã duyệt ${approved}/${phrases.length} câu`));
      return;
    }
    const pack = packs.find((each) => each.code === code);
    if (!pack)
      throw new CommandFailed(`Không có bộ câu "${code}". Có: ${packs.map((each) => each.code).join(', ')}.`);
    for (const { key, vietnamese, text, isApproved } of pack.phrases)
      await io.out(listed(key, vietnamese, isApproved ? text : 'chưa duyệt: nói tiếng Việt'));
    if (pack.approved < pack.phrases.length)
      await io.err(
        `${pack.language}: đã duyệt ${pack.approved}/${pack.phrases.length} câu; các câu còn lại nói bằng tiếng Việt.\n`,
      );
  });
}
