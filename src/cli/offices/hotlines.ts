/** `motcua hotlines`: the numbers told to whoever is in danger, with where they come from. */
import type { Command } from 'commander';
import { hotlines } from '../../i18n/translate.js';
import type { CommandContext } from '../command.js';
import { listed } from '../socket/lines.js';

/** The numbers as they are told now, an operator's own among them. */
export function addHotlines(command: Command, { io }: CommandContext): void {
  command.option('--json', 'in JSON').action(async ({ json = false }: { json?: boolean }) => {
    const told = hotlines();
    if (json) return io.out(`${JSON.stringify(told, null, 2)}\n`);
    for (const [name, { number, serves, source, checkedOn }] of Object.entries(told))
      await io.out(listed(name, number, serves, source, `đối chiếu ${checkedOn}`));
  });
}
