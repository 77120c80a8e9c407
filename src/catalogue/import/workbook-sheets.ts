/** The sheets of the officers' workbook: their columns, in order, with the kind of each cell. Pure. */
import type { SharedField } from '../procedure.js';
import {
  choiceCell,
  choicesCell,
  codeCell,
  dateCell,
  legalBasisCell,
  listCell,
  numberCell,
  textCell,
} from './workbook-cells.js';
import {
  ACTIONS,
  ADMINISTRATIVE_LEVELS,
  CHANGES,
  CHANNELS,
  CLOCK_POLICIES_IN_WORDS,
  EMPTY_LISTS,
  FEE_KINDS,
  FEE_TYPES,
  LAYERS,
  PAPER_ROWS,
  PAPER_USES,
  SERVICE_LEVELS,
  SHARED_FIELDS_IN_WORDS,
  TIME_UNITS,
} from './workbook-choices.js';
import { column, laterColumn, sheet } from './workbook-columns.js';
import { KNOWLEDGE } from './workbook-knowledge.js';

const YES_NO = choiceCell<boolean>([
  [true, 'có'],
  [false, 'không'],
]);
const COUNT = numberCell('số nguyên từ 0', (value) => Number.isInteger(value) && value >= 0);
const ORDINAL = numberCell('số nguyên từ 1', (value) => Number.isInteger(value) && value >= 1);
const POSITIVE = numberCell('số lớn hơn 0', (value) => value > 0);
const OLD_LEVEL = numberCell('1, 2, 3 hoặc 4', (value) => [1, 2, 3, 4].includes(value));

const CHANNEL = choiceCell(CHANNELS);
const SERVICE = choiceCell(SERVICE_LEVELS);
const LAYER = choiceCell(LAYERS);

/** One row a procedure: what to do with it, and its official fields. */
export const PROCEDURES = sheet(
  'Thủ tục',
  {
    code: column('Mã thủ tục', 12, codeCell, true),
    action: column('Thao tác', 12, choiceCell(ACTIONS)),
    name: column('Tên thủ tục', 50, textCell),
    field: column('Lĩnh vực', 20, textCell),
    levels: column('Cấp thực hiện', 16, choicesCell(ADMINISTRATIVE_LEVELS)),
    agency: column('Cơ quan thực hiện', 25, textCell),
    promulgatingAgency: column('Cơ quan công bố', 20, textCell),
    service: column('Mức dịch vụ công', 18, SERVICE),
    serviceReason: column('Lý do một phần', 25, textCell),
    serviceMappedFrom: column('Mức độ cũ', 10, OLD_LEVEL),
    online: column('Nộp trực tuyến được', 12, YES_NO),
    place: column('Nơi nộp', 30, textCell),
    subjects: column('Đối tượng', 25, listCell),
    steps: column('Trình tự', 50, textCell),
    conditions: column('Điều kiện', 40, textCell),
    results: column('Kết quả', 30, listCell),
    legalBasis: column('Căn cứ pháp lý', 40, legalBasisCell),
    keywords: column('Từ khóa', 20, listCell),
    url: column('Đường dẫn', 20, textCell),
    none: column('Nguồn ghi rõ là không có', 20, choicesCell(EMPTY_LISTS)),
    change: column('Loại công bố', 14, choiceCell(CHANGES)),
    decision: column('Số quyết định', 18, textCell),
    decisionDate: column('Ngày quyết định', 12, dateCell),
    effectiveFrom: column('Hiệu lực từ', 12, dateCell),
    effectiveTo: column('Hết hiệu lực', 12, dateCell),
    replacedBy: column('Thay bằng mã', 12, codeCell),
    source: column('Nguồn', 25, textCell),
    sourceDate: laterColumn('Ngày của nguồn', 12, dateCell),
    checkedOn: column('Ngày đối chiếu', 12, dateCell),
  },
  (row) => (row.name === null && row.action !== 'abolish' ? 'name' : null),
);

export const PAPERS = sheet(
  'Giấy tờ',
  {
    code: column('Mã thủ tục', 12, codeCell, true),
    layer: column('Lớp', 11, LAYER),
    caseNumber: column('Trường hợp số', 8, ORDINAL),
    case: column('Trường hợp', 30, textCell),
    kind: column('Loại dòng', 12, choiceCell(PAPER_ROWS)),
    name: column('Tên giấy tờ hoặc nội dung lưu ý', 60, textCell),
    originals: column('Bản chính', 8, COUNT),
    copies: column('Bản sao', 8, COUNT),
    use: column('Nộp hay xuất trình', 12, choiceCell(PAPER_USES)),
    forms: column('Mẫu đơn', 25, listCell),
    paperCode: column('Mã giấy tờ', 20, textCell),
  },
  (row) => (row.name === null && row.kind !== 'case' ? 'name' : null),
);

export const TIME_LIMITS = sheet('Thời hạn', {
  code: column('Mã thủ tục', 12, codeCell, true),
  layer: column('Lớp', 11, LAYER),
  channel: column('Cách nộp', 12, CHANNEL),
  case: column('Trường hợp', 30, textCell),
  amount: column('Số', 8, POSITIVE),
  unit: column('Đơn vị', 14, choiceCell(TIME_UNITS)),
  text: column('Nội dung', 60, textCell),
});

export const FEES = sheet(
  'Phí',
  {
    code: column('Mã thủ tục', 12, codeCell, true),
    layer: column('Lớp', 11, LAYER),
    channel: column('Cách nộp', 12, CHANNEL),
    case: column('Trường hợp', 30, textCell),
    type: column('Loại', 10, choiceCell(FEE_TYPES)),
    kind: column('Mức thu', 16, choiceCell(FEE_KINDS), true),
    vnd: column('Số tiền (đồng)', 12, POSITIVE),
    text: column('Nội dung', 60, textCell),
    validFrom: column('Áp dụng từ', 12, dateCell),
    validTo: column('Áp dụng đến', 12, dateCell),
  },
  (row) => (row.kind === 'amount' && row.vnd === null ? 'vnd' : null),
);

export const GUIDES = sheet('Hướng dẫn dân', {
  code: column('Mã thủ tục', 12, codeCell, true),
  plainName: column('Tên thường gọi', 40, textCell),
  englishName: column('Tên tiếng Anh', 40, textCell),
  summary: column('Tóm tắt', 60, textCell),
  everydayNames: column('Người dân hay nói', 40, listCell),
  clockPolicy: column('Thời hạn khi bổ sung', 18, choiceCell(CLOCK_POLICIES_IN_WORDS)),
});

export const FACTS = sheet(
  'Điều đã kiểm chứng',
  {
    code: column('Mã thủ tục', 12, codeCell, true),
    field: column('Mục', 18, choiceCell(SHARED_FIELDS_IN_WORDS), true),
    source: column('Nguồn', 40, textCell, true),
    sourceDate: laterColumn('Ngày của nguồn', 12, dateCell),
    checkedOn: column('Ngày kiểm', 12, dateCell),
    verified: column('Đã xác minh', 12, YES_NO, true),
    until: laterColumn('Đúng đến', 12, dateCell),
    service: column('Mức dịch vụ công', 18, SERVICE),
    serviceReason: column('Lý do một phần', 25, textCell),
    serviceMappedFrom: column('Mức độ cũ', 10, OLD_LEVEL),
    online: column('Nộp trực tuyến được', 12, YES_NO),
    text: column('Nơi nộp hoặc điều kiện', 50, textCell),
    results: column('Kết quả', 30, listCell),
    legalBasis: column('Căn cứ pháp lý', 40, legalBasisCell),
  },
  requiredFactCell,
);

/**
 * The day, of the source or of a check; then the cell that holds the value of a fact: lists may be empty, and papers,
 * times and fees have their own sheets.
 */
function requiredFactCell(row: {
  sourceDate?: string | null;
  checkedOn: string | null;
  field: SharedField | null;
  service: unknown;
  online: unknown;
  text: unknown;
}): 'service' | 'online' | 'text' | 'checkedOn' | null {
  if ((row.sourceDate ?? row.checkedOn) === null) return 'checkedOn';
  if (row.field === 'serviceLevel') return row.service === null ? 'service' : null;
  if (row.field === 'online') return row.online === null ? 'online' : null;
  const isText = row.field === 'place' || row.field === 'steps' || row.field === 'conditions';
  return isText && row.text === null ? 'text' : null;
}

export const INSTRUCTIONS_SHEET = 'Hướng dẫn';
export const SHEETS = [PROCEDURES, PAPERS, TIME_LIMITS, FEES, GUIDES, FACTS, KNOWLEDGE] as const;
