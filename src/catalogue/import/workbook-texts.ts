/** The words of the officers' workbook: instructions and the example of the empty template. */
import type { KnowledgeFact } from '../knowledge.js';
import type { Guide, OfficialRecord } from '../procedure.js';

/** One line, one row of the sheet "Hướng dẫn". */
export const INSTRUCTIONS: readonly string[] = [
  'CÁCH ĐIỀN DANH MỤC THỦ TỤC',
  '1. Mỗi thủ tục là một dòng ở trang "Thủ tục". Giấy tờ, thời hạn, phí điền ở các trang riêng, mỗi thứ một dòng, ghi lại mã thủ tục.',
  '2. Giữ nguyên tên trang và dòng tiêu đề. Ô có mũi tên thì chọn trong danh sách.',
  '3. Ô trống nghĩa là "chưa biết", không phải "không có". Nếu văn bản nói rõ là không có (ví dụ không cần giấy tờ), ghi vào cột "Nguồn ghi rõ là không có".',
  '4. Một dòng thay toàn bộ nội dung công bố của mã đó, kể cả giấy tờ, thời hạn, phí. Thủ tục không có trong tệp thì giữ nguyên. Chỉ sửa một khoản phí hay một thời hạn: để lại một dòng ấy ở trang "Phí" hay "Thời hạn", không cần dòng ở trang "Thủ tục".',
  '5. Bãi bỏ: chọn "bãi bỏ" ở cột "Thao tác", điền số và ngày quyết định, ngày hiệu lực, mã thay thế (nếu có). Các cột khác để trống.',
  '6. Mức thu: "miễn phí" chỉ khi văn bản nói miễn hoặc không thu. Mức do HĐND tỉnh quyết định thì chọn "HĐND quy định". Không rõ thì chọn "chưa rõ".',
  '7. Ngày ghi dạng ngày/tháng/năm, ví dụ 18/07/2026. Nhiều mục trong một ô (đối tượng, kết quả, căn cứ, từ khóa): mỗi mục một dòng (Alt+Enter).',
  '8. Căn cứ pháp lý ghi "số hiệu | tên", ví dụ: 60/2014/QH13 | Luật Hộ tịch.',
  '9. Trang "Hướng dẫn dân" và "Điều đã kiểm chứng" là phần của đơn vị: tên thường gọi, cách dân hay hỏi, điều đã đối chiếu (ghi nguồn và ngày). "Thời hạn khi bổ sung" để trống là tính lại từ đầu (NĐ 118/2025 Đ.19.5). Giấy tờ, thời hạn, phí của phần này: chọn Lớp là "hướng dẫn". "Ngày của nguồn" là ngày của văn bản hay bản dữ liệu đã chép; "Ngày đối chiếu", "Ngày kiểm" chỉ điền khi có người đã so với văn bản; "Đúng đến" là ngày cuối còn đúng.',
  '10. Trang "Điều dân hay hỏi": mỗi dòng một điều người dân hỏi thêm, với các cách hỏi (mỗi cách một dòng trong ô), câu trả lời trọn ý, căn cứ và ngày. "Đúng đến" là ngày cuối còn đúng. "Ngày đối chiếu" chỉ điền khi có người đã đọc văn bản. Dòng mới để trống "Mã dòng". Muốn bỏ một dòng: chọn "gỡ" ở cột "Thao tác"; xóa dòng khỏi tệp thì dòng đó vẫn còn.',
  '11. Không dùng công thức. Dòng có mã bắt đầu bằng "ví dụ" không được nhập; xóa hay để lại đều được.',
  '12. Dòng "(tiếp)" là phần còn lại của văn bản dài ở dòng trên; sửa thì sửa cả hai dòng.',
];

const EXAMPLE_CODE = '1.000001';

const official: OfficialRecord = {
  code: EXAMPLE_CODE,
  name: 'Tên thủ tục như trong quyết định công bố',
  field: 'Hộ tịch',
  levels: ['commune'],
  agency: 'Ủy ban nhân dân cấp xã',
  promulgatingAgency: 'Bộ Tư pháp',
  papers: [
    {
      name: null,
      papers: [
        {
          name: 'Tờ khai theo mẫu',
          originals: 1,
          copies: 0,
          forms: ['mau-so-01.docx'],
          code: null,
          use: 'submit',
        },
        {
          name: 'Căn cước công dân hoặc thẻ căn cước',
          originals: 1,
          copies: 0,
          forms: [],
          code: null,
          use: 'show',
        },
      ],
      notes: ['Nộp trực tuyến thì tải ảnh chụp lên.'],
    },
  ],
  timeLimits: [{ channel: 'direct', case: null, amount: 3, unit: 'workingDay', text: null }],
  fees: [
    {
      channel: null,
      case: null,
      type: 'fee',
      amount: { kind: 'amount', vnd: 8000 },
      text: '8.000 đồng/bản sao',
      validFrom: null,
      validTo: null,
    },
  ],
  serviceLevel: { level: 'partial', reason: 'phải đến ký sổ', mappedFrom: null },
  online: true,
  place: null,
  subjects: ['Công dân Việt Nam'],
  steps: 'Nộp hồ sơ tại bộ phận một cửa; nhận kết quả theo giấy hẹn.',
  conditions: null,
  results: ['Giấy xác nhận'],
  legalBasis: [{ code: '60/2014/QH13', name: 'Luật Hộ tịch' }],
  keywords: [],
  url: null,
  change: 'new',
  decision: '123/QĐ-UBND',
  decisionDate: '2026-07-01',
  effectiveFrom: '2026-07-15',
  effectiveTo: null,
  replacedBy: null,
  source: 'Quyết định công bố',
  sourceDate: '2026-07-01',
  checkedOn: '2026-07-18',
};

const guide: Guide = {
  code: EXAMPLE_CODE,
  plainName: 'Tên người dân hay gọi',
  englishName: null,
  summary: 'Một hai câu: làm để làm gì, khi nào cần.',
  everydayNames: ['cách nói thứ nhất', 'cách nói thứ hai'],
  facts: {
    place: {
      value: 'Trung tâm phục vụ hành chính công xã',
      source: 'Thông báo của xã',
      checkedOn: '2026-07-18',
      verified: true,
    },
  },
};

/** Shown in the template, marked so that they are never imported. */
export const EXAMPLE_ENTRY = { official, guide };
export const EXAMPLE_FACT: KnowledgeFact = {
  id: 'vi-du-1',
  codes: [EXAMPLE_CODE],
  topic: 'missing',
  ask: ['không có giấy này thì làm sao', 'mất giấy rồi có làm được không'],
  fact: 'Một hai câu trả lời trọn ý, có số cụ thể.',
  law: 'Luật Hộ tịch 2014, Điều 16',
  source: 'Đọc văn bản trên Công báo',
  sourceDate: '2026-07-18',
  comparedOn: '2026-11-30',
  from: null,
  until: '2027-02-28',
  unit: null,
  confidence: 'law',
};
