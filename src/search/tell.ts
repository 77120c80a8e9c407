/** Tells a catalogue officer in words what the search saw in a question and why it decided as it did. Pure. */
import type { Signs } from './decide.js';
import { syllables } from './fold.js';
import type { Lexicon } from './lexicon.js';
import type { Question, Token } from './question.js';
import type { Candidate } from './rank.js';
import type { Explanation } from './searcher.js';

/** A candidate with what people call it. */
export type NamedCandidate = Candidate & { code: string; name: string };

/** An explanation whose candidates have names. */
export type NamedExplanation = Omit<Explanation, 'candidates' | 'elsewhere'> & {
  candidates: NamedCandidate[];
  elsewhere: (Candidate & { topic: string }) | undefined;
};

/** What each sign means, as the officer reads it. */
const SIGNS: Record<keyof Signs, string> = {
  coverage: 'tên thủ tục nói được bao nhiêu phần câu hỏi',
  focus: 'phần câu hỏi có nghĩa chính thức được nói tới',
  fullness: 'câu hỏi nói được bao nhiêu phần tên thủ tục',
  coveredLead: 'thủ tục đầu hơn thủ tục thứ hai',
  score: 'có từ hiếm, từ riêng khớp',
  domain: 'lời lẽ hành chính',
  outside: 'lời lẽ chuyện khác',
  amiss: 'khác việc hoặc trường hợp được hỏi',
  elsewhere: 'gần một chuyện không có thủ tục',
};
const VERDICTS: Record<Explanation['decision']['kind'], string> = {
  answer: 'TRẢ LỜI THẲNG',
  choices: 'HỎI LẠI',
  decline: 'TỪ CHỐI',
};

/** Several lines, ending in a line break. */
export function tellExplanation(text: string, explanation: NamedExplanation, lexicon: Lexicon): string {
  const { question, candidates, elsewhere, decision } = explanation;
  const lines = [
    `Câu hỏi: ${text}`,
    ...tellWords(text, question, lexicon),
    '',
    'Các thủ tục được xét (điểm; phủ câu hỏi; phủ tên):',
    ...candidates.map(
      ({ code, name, ...candidate }, i) => `  ${i + 1}. ${code}  ${figures(candidate)}  ${name}`,
    ),
    ...(candidates.length === 0 ? ['  không có'] : []),
    ...(elsewhere ? [`  ngoài danh mục, gần nhất: ${elsewhere.topic}  ${figures(elsewhere)}`] : []),
    '',
    `Quyết định: ${VERDICTS[decision.kind]}${tellCodes(decision)}`,
    ...tellReasons(explanation),
  ];
  return `${lines.join('\n')}\n`;
}

function tellWords(text: string, question: Question, lexicon: Lexicon): string[] {
  const typed = syllables(text).map(({ folded }) => folded);
  const read = question.words.map((word) => word.folded);
  const named = (names: readonly string[], mask: number) =>
    names.filter((_, bit) => ((mask >>> bit) & 1) === 1).join(', ');
  const facts: [string, string][] = [
    ['đọc là', typed.join(' ') === read.join(' ') ? '' : question.words.map((word) => word.text).join(' ')],
    ...tellUnits(question.tokens),
    ['từ đệm, ít tính', silentWords(question.tokens)],
    ['việc', named(lexicon.actions, question.actions)],
    ['trường hợp', named(lexicon.variants, question.variants)],
    ['hỏi về', question.attribute ?? ''],
    ['có thể là', question.readings.join(' | ')],
  ];
  return facts.filter(([, fact]) => fact !== '').map(([name, fact]) => `  ${name}: ${fact}`);
}

/** Everyday words and the official ones they were taken for. */
function tellUnits(tokens: readonly Token[]): [string, string][] {
  const units = new Set(tokens.flatMap(({ unit, official }) => (official ? [unit] : [])));
  return [...units].map((unit) => {
    const say = (official: boolean) =>
      tokens
        .filter((token) => token.unit === unit && token.official === official)
        .map(({ word }) => word.text)
        .join(' ');
    return [`"${say(false)}" hiểu là`, say(true)];
  });
}

function silentWords(tokens: readonly Token[]): string {
  const full = new Set(tokens.filter(({ official }) => official).map(({ unit }) => unit));
  return tokens
    .filter(({ weight, unit }) => weight < 1 && !full.has(unit))
    .map(({ word }) => word.text)
    .join(' ');
}

function figures({ score, coverage, fullness }: Candidate): string {
  return `${score.toFixed(1)}; ${percent(coverage)}; ${percent(fullness)}`;
}

function tellCodes(decision: Explanation['decision']): string {
  if (decision.kind === 'answer') return ` ${decision.code}`;
  if (decision.kind === 'choices') return ` ${decision.codes.join(', ')}`;
  return decision.about ? ` (chuyện: ${decision.about})` : '';
}

function tellReasons({ judgement, question, decision }: NamedExplanation): string[] {
  if (!judgement) return ['  không từ nào của câu hỏi có trong danh mục'];
  if (question.readings.length > 0 && decision.kind === 'choices')
    return ['  câu hỏi chỉ nêu một chuyện có nhiều thủ tục (từ vựng loại ambiguous)'];
  const { inScope, sure, signs } = judgement;
  return [
    `  có trong danh mục: ${signed(inScope)} (dưới 0 thì từ chối); chắc thủ tục đầu: ${signed(sure)} (từ 0 thì trả lời thẳng, dưới 0 thì hỏi lại)`,
    '  dấu hiệu:',
    ...Object.entries(SIGNS).map(
      ([sign, meaning]) => `    ${signs[sign as keyof Signs].toFixed(2).padStart(5)}  ${meaning}`,
    ),
  ];
}

function signed(sum: number): string {
  return `${sum < 0 ? '−' : '+'}${Math.abs(sum).toFixed(1)}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
