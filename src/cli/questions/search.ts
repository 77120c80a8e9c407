/** `motcua search explain "…"`: why a question was answered, asked back or declined, for the catalogue officer. */
import type { Command } from 'commander';
import type { LiveCatalogue } from '../../catalogue/live.js';
import { type NamedCandidate, tellExplanation } from '../../search/tell.js';
import { vietnamDate } from '../../time/clock.js';
import { type CommandContext, WrongUsage } from '../command.js';

const SHOWN = 5;

/** The commands of `search`. */
export function addSearchCommands(search: Command, context: CommandContext): void {
  search
    .command('explain <question...>')
    .description('từ nào được hiểu là gì, các thủ tục được xét, điểm và lý do quyết định')
    .option('--json', 'in JSON')
    .action(async (words: string[], { json }: { json?: boolean }) => {
      const text = words.join(' ');
      if (text.trim() === '') throw new WrongUsage('Thiếu câu hỏi.');
      const catalogue = await (await context.services()).catalogue();
      const explanation = catalogue.searcher().explain(text);
      const candidates = await nameCandidates(catalogue, explanation.candidates.slice(0, SHOWN));
      const elsewhere = explanation.elsewhere && {
        ...explanation.elsewhere,
        topic: catalogue.searcher().codeOf(explanation.elsewhere).slice(1),
      };
      await context.io.out(
        json
          ? `${JSON.stringify({ text, ...explanation, candidates, elsewhere: elsewhere ?? null })}\n`
          : tellExplanation(text, { ...explanation, candidates, elsewhere }, catalogue.lexicon()),
      );
    });
}

type Found = Parameters<ReturnType<LiveCatalogue['searcher']>['codeOf']>[0];

async function nameCandidates(catalogue: LiveCatalogue, found: Found[]): Promise<NamedCandidate[]> {
  const today = vietnamDate(new Date());
  return Promise.all(
    found.map(async (candidate) => {
      const code = catalogue.searcher().codeOf(candidate);
      const procedure = await catalogue.procedure(code, today);
      return { ...candidate, code, name: procedure?.official.name ?? '' };
    }),
  );
}
