/** The lists to choose from in the officers' workbook: each value with its label, then other ways officers write it. Pure. */
import type {
  AdministrativeLevel,
  ClockPolicy,
  Fee,
  OfficialRecord,
  Paper,
  SharedField,
  SubmissionChannel,
  TimeLimit,
} from '../procedure.js';
import type { Spellings } from './workbook-cells.js';

export const CHANNELS: Spellings<SubmissionChannel> = [
  ['direct', 'trực tiếp', 'nộp trực tiếp', 'tại chỗ'],
  ['online', 'trực tuyến', 'nộp trực tuyến', 'qua mạng'],
  [
    'post',
    'bưu chính',
    'dịch vụ bưu chính',
    'bưu chính công ích',
    'bưu điện',
    'qua bưu chính',
    'qua bưu điện',
  ],
];

export const ADMINISTRATIVE_LEVELS: Spellings<AdministrativeLevel> = [
  ['ministry', 'cấp bộ', 'bộ', 'trung ương'],
  ['province', 'cấp tỉnh', 'tỉnh'],
  ['commune', 'cấp xã', 'xã'],
  ['other', 'cơ quan khác'],
];

export const SERVICE_LEVELS: Spellings<NonNullable<OfficialRecord['serviceLevel']>['level']> = [
  ['full', 'toàn trình', 'dịch vụ công trực tuyến toàn trình'],
  ['partial', 'một phần', 'dịch vụ công trực tuyến một phần'],
  ['information', 'cung cấp thông tin', 'dịch vụ cung cấp thông tin', 'cung cấp thông tin trực tuyến'],
];

/** Decisions say "được sửa đổi, bổ sung"; a comma cannot stand in a drop-down. */
export const CHANGES: Spellings<NonNullable<OfficialRecord['change']>> = [
  ['new', 'mới ban hành', 'ban hành mới', 'mới'],
  [
    'amended',
    'sửa đổi',
    'sửa đổi bổ sung',
    'được sửa đổi bổ sung',
    'bổ sung',
    'sửa đổi và bổ sung',
    'được sửa đổi',
  ],
  ['replaced', 'thay thế', 'được thay thế', 'bị thay thế'],
  ['abolished', 'bãi bỏ', 'bị bãi bỏ', 'hủy bỏ', 'huỷ bỏ'],
];

export const ACTIONS: Spellings<'put' | 'abolish'> = [
  [
    'put',
    'cập nhật',
    'sửa',
    'sửa đổi',
    'sửa đổi bổ sung',
    'thêm',
    'thêm mới',
    'bổ sung',
    'mới ban hành',
    'thay thế',
  ],
  ['abolish', 'bãi bỏ', 'bị bãi bỏ', 'hủy bỏ', 'huỷ bỏ'],
];

export const LAYERS: Spellings<'official' | 'guide'> = [
  ['official', 'công bố'],
  ['guide', 'hướng dẫn'],
];

/** Lists of which the source says that there are none, as against saying nothing. */
export type EmptyList = 'papers' | 'timeLimits' | 'fees' | 'levels' | 'subjects' | 'results' | 'legalBasis';
export const EMPTY_LISTS: Spellings<EmptyList> = [
  ['papers', 'giấy tờ'],
  ['timeLimits', 'thời hạn'],
  ['fees', 'phí'],
  ['levels', 'cấp thực hiện'],
  ['subjects', 'đối tượng'],
  ['results', 'kết quả'],
  ['legalBasis', 'căn cứ pháp lý'],
];

export const PAPER_ROWS: Spellings<'paper' | 'note' | 'case'> = [
  ['paper', 'giấy tờ'],
  ['note', 'lưu ý', 'ghi chú'],
  ['case', 'trường hợp'],
];

export const PAPER_USES: Spellings<NonNullable<Paper['use']>> = [
  ['submit', 'nộp', 'phải nộp'],
  ['show', 'xuất trình', 'phải xuất trình'],
];

export const TIME_UNITS: Spellings<NonNullable<TimeLimit['unit']>> = [
  ['workingDay', 'ngày làm việc'],
  ['day', 'ngày'],
  ['hour', 'giờ'],
  ['month', 'tháng'],
];

export const FEE_TYPES: Spellings<NonNullable<Fee['type']>> = [
  ['fee', 'lệ phí'],
  ['charge', 'phí'],
  ['price', 'mức giá', 'giá'],
];

export const FEE_KINDS: Spellings<Fee['amount']['kind']> = [
  ['amount', 'số tiền'],
  ['free', 'miễn phí', 'không thu', 'không thu phí', 'miễn'],
  ['council', 'HĐND quy định', 'hội đồng nhân dân quy định', 'do HĐND tỉnh quy định'],
  ['unknown', 'chưa rõ'],
];

export const CLOCK_POLICIES_IN_WORDS: Spellings<ClockPolicy> = [
  ['restart', 'tính lại từ đầu'],
  ['pause', 'tạm dừng'],
  ['none', 'vẫn chạy'],
];

export const SHARED_FIELDS_IN_WORDS: Spellings<SharedField> = [
  ['papers', 'giấy tờ'],
  ['timeLimits', 'thời hạn'],
  ['fees', 'phí'],
  ['serviceLevel', 'mức dịch vụ công'],
  ['online', 'nộp trực tuyến được'],
  ['place', 'nơi nộp'],
  ['steps', 'trình tự'],
  ['conditions', 'điều kiện'],
  ['results', 'kết quả'],
  ['legalBasis', 'căn cứ pháp lý'],
];
