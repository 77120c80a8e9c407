/**
 * The papers of the national data ("thành phần hồ sơ") by case. The source mixes papers with notes and
 * headings; a paper is never dropped, what is not one goes to the notes of its case. Pure.
 */
import { cleanLine, lineOrNull, withoutBullet } from '../clean.js';
import type { Paper, PaperCase } from '../procedure.js';

/** One row of the source. */
export type SourcePaper = {
  name: string;
  originals: number | null;
  copies: number | null;
  case: string | null;
  forms: string[];
  code: string | null;
};

/** Says itself that it is a note. */
const NOTE =
  /^(\d+[./)]\s*)?(lưu ý|chú ý|ghi chú|ví dụ|số (lượng|bộ)( bộ)? hồ sơ|(không|chưa có) quy định)(?!\p{L})/iu;
/** A sentence about who bears responsibility, however many copies the source claims. */
const RESPONSIBILITY = /^(người|cá nhân|cơ quan|tổ chức|doanh nghiệp)\b.*chịu trách nhiệm trước pháp luật/iu;
/** How a rule or an explanation starts, rather than a paper. */
const SENTENCE =
  /^[(]?(trường hợp|trong trường hợp|đối với|người|cá nhân|công dân|cơ quan|tổ chức|doanh nghiệp|khi|nếu|việc|để|chậm nhất|trong (thời hạn|đó)|thời (hạn|gian|điểm)|ngoài|không|miễn|các thông tin|theo quy định|đ?[a-z]\) (miễn|trường hợp|tài liệu quy định)|bước|tại bước)(?![\p{L}])/iu;
/** A heading over other rows. */
const HEADING =
  /^((\d+[.)]\s*)?(trường hợp|đối với)\b.*:|(các )?(giấy tờ|hồ sơ|thành phần hồ sơ)[^:]{0,40}:|giấy tờ phải (nộp|xuất trình))$/isu;

/** The text names a number of originals or copies ("02 bản chính", "01 bản chụp"). */
const QUANTITY =
  /(\d{1,2}|một|hai|ba)\s*(?:\([^()]*\)\s*)?(bản chính|bản gốc|bản sao|bản chụp|bản)(?![\p{L}])/giu;
const NUMBER_WORDS: Record<string, number> = { một: 1, hai: 2, ba: 3 };

/** A case heading that names no case: "Thành phần hồ sơ:", "Giấy tờ phải nộp". */
const GENERAL_CASE =
  /^((\d{1,3}|[a-zđ])[.)]\s*)?((các )?giấy tờ phải (nộp|xuất trình)( \([^()]*\))?|(thành phần )?hồ sơ|hồ sơ gửi 1 lần)(,? ?(bao )?gồm( có)?)?( các (giấy tờ|tài liệu) sau)?$/iu;
const SUBMIT_CASE = /^(các )?giấy tờ phải nộp/iu;
const SHOW_CASE = /^(các )?giấy tờ phải xuất trình/iu;

/** Groups the rows by case, in the order in which the cases first appear; null when there are none. */
export function mapPapers(rows: readonly SourcePaper[]): PaperCase[] | null {
  const cases = new Map<string | null, PaperCase>();
  for (const row of rows) {
    const heading = readCase(row.case);
    const name = withoutBullet(cleanLine(row.name));
    if (name === '') continue;
    const group = cases.get(heading.name) ?? { name: heading.name, papers: [], notes: [] };
    cases.set(heading.name, group);
    if (heading.isNote || isNote(row, name)) group.notes.push(name);
    else group.papers.push(readPaper(row, name, heading.use));
  }
  return cases.size > 0 ? [...cases.values()].map(withoutRepeats) : null;
}

/** A case heading: its name (null = the general case), whether it is a heading of notes, nộp or xuất trình. */
function readCase(raw: string | null): { name: string | null; isNote: boolean; use: Paper['use'] } {
  const name = withoutBullet(lineOrNull(raw) ?? '').replace(/(?<![\s:])[\s:]+$/, '');
  const short = name.replace(/(?<![,\s])[,\s]+(hồ sơ )?(bao )?gồm( có| các giấy tờ sau)?$/iu, '');
  const use = SUBMIT_CASE.test(name) ? 'submit' : SHOW_CASE.test(name) ? 'show' : null;
  const isNote = NOTE.test(name);
  return { name: short === '' || isNote || GENERAL_CASE.test(name) ? null : short, isNote, use };
}

/** Whether a row is a note or a heading: by what it says; by its shape only when it asks for no copies at all. */
function isNote(row: SourcePaper, name: string): boolean {
  if (NOTE.test(name) || HEADING.test(name) || RESPONSIBILITY.test(name)) return true;
  const asksForNone = row.originals === 0 && row.copies === 0 && row.forms.length === 0;
  if (!asksForNone || name.search(QUANTITY) >= 0) return false;
  return name.endsWith(':') || SENTENCE.test(name);
}

function readPaper(row: SourcePaper, name: string, use: Paper['use']): Paper {
  const asksForNone = row.originals === 0 && row.copies === 0;
  const { originals, copies } = asksForNone ? quantitiesInText(name) : row;
  return {
    name,
    originals,
    copies,
    forms: [...new Set(row.forms.map(cleanLine).filter((form) => form !== ''))],
    code: lineOrNull(row.code),
    use: use ?? (/^xuất trình(?![\p{L}])/iu.test(name) ? 'show' : null),
  };
}

/** "02 bản chính" in the text of a row whose numbers are both 0; null where the text does not say. */
function quantitiesInText(name: string): { originals: number | null; copies: number | null } {
  const found: { originals: number | null; copies: number | null } = { originals: null, copies: null };
  for (const [, amount = '', kind = ''] of name.matchAll(QUANTITY)) {
    const key = /sao|chụp/i.test(kind) ? 'copies' : 'originals';
    found[key] ??= NUMBER_WORDS[amount.toLowerCase()] ?? Number(amount);
  }
  return found;
}

function withoutRepeats(group: PaperCase): PaperCase {
  const papers = new Map(group.papers.map((paper) => [JSON.stringify(paper), paper]));
  return { name: group.name, papers: [...papers.values()], notes: [...new Set(group.notes)] };
}
