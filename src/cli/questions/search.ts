/** `motcua search explain "…"`: why a question was answered, asked back or declined, for the catalogue officer. */
import type { Command } from 'commander';
import type { LiveCatalogue } from '../../catalogue/live.js';
import type { Act, ScoredAct } from '../../conversation/reading/acts.js';
import type { Verdict } from '../../conversation/reading/decide.js';
import { readMessage } from '../../conversation/reading/read.js';
import { EMPTY_STATE } from '../../conversation/reading/state.js';
import { type NamedCandidate, tellExplanation } from '../../search/tell.js';
import { vietnamDate } from '../../time/clock.js';
import { type CommandContext, WrongUsage } from '../command.js';

const SHOWN = 5;

/** The commands of `search`. */
export function addSearchCommands(search: Command, context: CommandContext): void {
  search
    .command('explain <câu-hỏi...>')
    .description('từ nào được hiểu là gì, các thủ tục được xét, điểm và lý do quyết định')
    .option('--json', 'in JSON')
    .action(async (words: string[], { json }: { json?: boolean }) => {
      const text = words.join(' ');
      if (text.trim() === '') throw new WrongUsage('Thiếu câu hỏi.');
      const catalogue = await (await context.services()).catalogue();
      const { acts, verdict } = readMessage(text, EMPTY_STATE, catalogue.reader(), vietnamDate(new Date()));
      const explanation = catalogue.searcher().explain(text);
      const candidates = await nameCandidates(catalogue, explanation.candidates.slice(0, SHOWN));
      const elsewhere = explanation.elsewhere && {
        ...explanation.elsewhere,
        topic: catalogue.searcher().codeOf(explanation.elsewhere).slice(1),
      };
      await context.io.out(
        json
          ? `${JSON.stringify({ text, acts, verdict, ...explanation, candidates, elsewhere: elsewhere ?? null })}\n`
          : `${tellActs(acts, verdict)}\n${tellExplanation(text, { ...explanation, candidates, elsewhere }, catalogue.lexicon())}`,
      );
    });
}

/** What the message was read as, surest first, and which of it is answered, for the catalogue officer. */
function tellActs(acts: readonly ScoredAct[], verdict: Verdict): string {
  const told = acts.slice(0, SHOWN).map(({ act, score }) => `  ${score.toFixed(2)}  ${nameOf(act)}`);
  const won =
    verdict.kind === 'act'
      ? `trả lời theo: ${nameOf(verdict.act)}`
      : verdict.kind === 'between'
        ? `gần như nhau, trả lời theo: ${nameOf(verdict.acts[0])}`
        : 'không cách hiểu nào đủ chắc';
  return ['Tin nhắn được hiểu là (độ chắc 0–1):', ...told, `→ ${won}`, ''].join('\n');
}

function nameOf(act: Act): string {
  if (act.kind === 'open')
    return act.found.kind === 'answer' ? `open ${act.found.code}` : `open ${act.found.codes.join(', ')}`;
  return 'about' in act ? `${act.kind} ${act.about}` : act.kind;
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
