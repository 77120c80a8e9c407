import type { FieldDifference } from '../../catalogue/diff.js';
import type { Finding } from '../../catalogue/import/item.js';
import { describeFinding, describePlace, groupFindings } from '../../catalogue/import/messages.js';
import { FACTS } from '../../catalogue/import/workbook-sheets.js';
import type { ImportedChange, ImportReport } from '../../catalogue/import-catalogue.js';
import type { KnowledgeDifference } from '../../catalogue/import-knowledge.js';
import { TOPICS } from '../../catalogue/knowledge.js';
import { fieldInWords } from '../../catalogue/words.js';

const SHOWN = 30;
const KINDS: Record<ImportedChange['kind'], string> = {
  added: 'mới',
  amended: 'sửa đổi',
  abolished: 'bãi bỏ',
};

/** What an import did or would do, for the officer. Without `full`, long lists are cut and say so. */
export function formatImport(
  report: ImportReport,
  options: { file: string; applied: boolean; full: boolean },
): string {
  const { counts } = report;
  const found = (severity: Finding['severity']) =>
    groupFindings(report.findings.filter((finding) => finding.severity === severity));
  const [errors, warnings] = [found('error'), found('warning')];
  const number = (value: number) => value.toLocaleString('vi-VN');
  const findingLine = ({ first, others }: { first: Finding; others: Finding[] }) =>
    `  ${describePlace(first, options.file)}: ${describeFinding(first)}${elsewhere(first, others)}`;
  return [
    `${number(report.read)} dòng đọc được: ${number(counts.added)} mới, ${number(counts.amended)} sửa đổi, ` +
      `${number(counts.abolished)} bãi bỏ, ${number(counts.unchanged)} không đổi; ` +
      `${number(counts.guides)} hướng dẫn của ta đổi`,
    ...(report.knowledge ? [knowledgeLine(report.knowledge)] : []),
    ...section('Lỗi (phải sửa)', errors.map(findingLine), true),
    ...section('Cảnh báo', warnings.map(findingLine), options.full),
    ...section('Thay đổi', report.changes.flatMap(describeChange), options.full),
    ...overruledSection(report, options.full),
    ...section('Điều dân hay hỏi', (report.knowledge ?? []).flatMap(describeKnowledge), options.full),
    conclusion(report, options.applied, errors.length > 0),
    '',
  ].join('\n');
}

/** What stands in the guide and does not answer any more: the differing ones first, each with both values. */
function overruledSection({ overruled }: ImportReport, full: boolean): string[] {
  const differ = overruled.flatMap(({ code, differ: conflicts }) =>
    conflicts.map(
      ({ field, ours, recorded }) =>
        `  ${code} ${fieldInWords(field)}: hướng dẫn ghi "${clip(ours)}", nay trả lời "${clip(recorded)}"`,
    ),
  );
  const wording = overruled
    .filter((one) => one.wording.length > 0)
    .map(
      ({ code, wording: fields }) =>
        `  ${code} ${fields.map(fieldInWords).join(', ')}: khác lời văn hoặc giống`,
    );
  const kept = overruled.flatMap((one) =>
    one.kept.map(
      ({ field, ours, recorded }) =>
        `  ${one.code} ${fieldInWords(field)}: bản mới ghi "${clip(recorded)}", đang trả lời "${clip(ours)}"`,
    ),
  );
  const yielding = [...differ, ...wording];
  return [
    ...section('Mục của hướng dẫn nay nhường cho bản công bố mới hơn', yielding, full),
    ...(yielding.length === 0
      ? []
      : [
          `  Hãy đối chiếu từng mục với quyết định, sửa ở trang "${FACTS.name}" và ghi "${FACTS.columns.checkedOn.header}" là ngày đối chiếu; từ đó hướng dẫn lại trả lời.`,
        ]),
    ...section('Bản công bố đổi, nhưng hướng dẫn vẫn trả lời', kept, full),
    ...(kept.length === 0
      ? []
      : [
          '  Tệp không cho biết bản này mới hơn hướng dẫn: ghi số và ngày quyết định vào tệp, hoặc sửa hướng dẫn.',
        ]),
    ...section('Nơi còn ghi con số cũ, hãy so sánh lại', overruled.flatMap(restatedLines), full),
  ];
}

/** What repeats a figure that no longer holds; it is not told any more where it speaks of the handling of a dossier. */
function restatedLines({ code, restated: { summary, facts } }: ImportReport['overruled'][number]): string[] {
  return [
    ...(summary === null ? [] : [`  ${code} ${fieldInWords('summary')}: "${clip(summary)}"`]),
    ...facts.map(({ id, topic, fact }) => `  ${code} ${id} (${TOPICS[topic]}): "${clip(fact)}"`),
  ];
}

const CLIPPED = 120;

function clip(text: string): string {
  return text.length > CLIPPED ? `${text.slice(0, CLIPPED)}…` : text;
}

const PLACES_SHOWN = 10;

/** The other places of what is wrong in many: "(và 20 dòng nữa: 4, 5, trang "Phí" dòng 7…)". */
function elsewhere(first: Finding, others: readonly Finding[]): string {
  if (others.length === 0) return '';
  const places = others
    .slice(0, PLACES_SHOWN)
    .map(
      ({ where }) => `${where.sheet === first.where.sheet ? '' : `trang "${where.sheet}" dòng `}${where.row}`,
    );
  return ` (và ${others.length} dòng nữa: ${places.join(', ')}${others.length > PLACES_SHOWN ? '…' : ''})`;
}

/** The same as numbers. */
export function countImport({ read, counts, knowledge, findings, publicationId }: ImportReport) {
  const { added, amended, abolished, unchanged, guides } = counts;
  const told = (kind: KnowledgeDifference['kind']) =>
    knowledge?.filter((difference) => difference.kind === kind).length ?? 0;
  const found = (severity: Finding['severity']) =>
    groupFindings(findings.filter((finding) => finding.severity === severity)).length;
  return {
    read,
    added,
    amended,
    abolished,
    unchanged,
    guides,
    knowledge: { added: told('added'), amended: told('amended'), removed: told('removed') },
    errors: found('error'),
    warnings: found('warning'),
    publication: publicationId,
  };
}

function section(title: string, lines: string[], full: boolean): string[] {
  if (lines.length === 0) return [];
  const shown = full ? lines : lines.slice(0, SHOWN);
  const rest = lines.length - shown.length;
  return [
    `${title}: ${lines.length}`,
    ...shown,
    ...(rest > 0 ? [`  … và ${rest} dòng nữa (thêm --full để xem hết)`] : []),
  ];
}

const KNOWLEDGE_KINDS: Record<KnowledgeDifference['kind'], string> = {
  added: 'thêm',
  amended: 'sửa',
  removed: 'gỡ',
};

function knowledgeLine(differences: readonly KnowledgeDifference[]): string {
  const count = (kind: KnowledgeDifference['kind']) =>
    differences.filter((difference) => difference.kind === kind).length.toLocaleString('vi-VN');
  return `Điều dân hay hỏi: ${count('added')} thêm, ${count('amended')} sửa, ${count('removed')} gỡ`;
}

function describeKnowledge({ kind, fact, differences }: KnowledgeDifference): string[] {
  return [
    `  ${fact.id} ${KNOWLEDGE_KINDS[kind]} (${fact.codes.join(', ')}): ${fact.fact}`,
    ...describe(differences),
  ];
}

function describe(differences: readonly FieldDifference[]): string[] {
  return differences.map(
    ({ field, before, after }) =>
      `      ${fieldInWords(field)}: ${before ?? 'chưa ghi'} → ${after ?? 'chưa ghi'}`,
  );
}

function describeChange({ code, name, layer, kind, differences }: ImportedChange): string[] {
  const title = `  ${code} ${KINDS[kind]}${layer === 'guide' ? ' (hướng dẫn)' : ''}: ${name}`;
  return [title, ...describe(differences)];
}

function conclusion(report: ImportReport, applied: boolean, failed: boolean): string {
  if (report.publicationId !== null) return `Đã công bố bản số ${report.publicationId}.`;
  if (failed) return 'Chưa công bố gì.';
  const learned = report.knowledge?.length ?? 0;
  if (report.changes.length === 0 && applied && learned > 0) return `Đã ghi ${learned} điều dân hay hỏi.`;
  if (report.changes.length + learned === 0) return 'Danh mục đã đúng như tệp; không có gì để công bố.';
  return applied ? 'Chưa công bố gì.' : 'Đây là chạy thử, chưa thay đổi gì. Thêm --apply để công bố.';
}
