import type { Block } from '../../src/conversation/block.js';
import type { ProcedureCard, Reply } from '../../src/conversation/message.js';
import { replyOf } from '../../src/conversation/reply.js';

/** A card that has a bit of everything. */
export const CARD: ProcedureCard = {
  code: '9.000001',
  asked: ['papers'],
  name: 'Làm giấy mẫu',
  officialName: 'Thủ tục cấp giấy mẫu',
  summary: 'Dùng khi cần một giấy mẫu.',
  remarks: ['Áp dụng từ ngày 01/01/2027.'],
  papers: [
    {
      name: null,
      papers: [
        {
          name: 'Tờ khai',
          detail: '1 bản chính',
          forms: ['Mau-01.docx', 'https://dichvucong.gov.vn/mau-01'],
        },
        { name: 'Thẻ căn cước', detail: 'chỉ xuất trình' },
      ],
      notes: ['Nộp trên mạng thì không cần bản giấy.'],
    },
    { name: 'Nhờ người khác đi làm', papers: [{ name: 'Giấy ủy quyền', detail: null }], notes: [] },
  ],
  sections: [
    { attribute: 'time', title: 'Thời gian', lines: ['3 ngày làm việc'], known: true, verified: true },
    { attribute: 'fee', title: 'Lệ phí', lines: ['8.000 đồng'], known: true, verified: false },
    {
      attribute: 'place',
      title: 'Nộp ở đâu',
      lines: ['Chưa có thông tin, hỏi xã.'],
      known: false,
      verified: true,
    },
    { attribute: 'online', title: 'Làm trên mạng', lines: ['Được.'], known: true, verified: true },
    {
      attribute: 'conditions',
      title: 'Điều kiện',
      lines: ['một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy'],
      known: true,
      verified: true,
    },
    {
      attribute: 'legal',
      title: 'Căn cứ pháp lý',
      lines: ['Luật A', 'Nghị định B'],
      known: true,
      verified: true,
    },
  ],
  onlineUrl: 'https://dichvucong.gov.vn/mau',
  origins: ['Nguồn: mẫu, kiểm tra ngày 18/07/2026.'],
  publication: 1,
};

/** The reply that carries a card; its blocks are those of a channel without cards. */
export function replyWith(card: ProcedureCard, blocks: readonly Block[] = []): Reply {
  const { code, name, officialName } = card;
  return replyOf({
    blocks: [{ type: 'title', text: name }, ...blocks],
    card,
    speech: 'Làm giấy mẫu cần hai giấy tờ.',
    rateable: true,
    procedure: { code, name, officialName, url: null },
    choices: [
      { label: 'Xem thêm', send: 'thủ tục 9.000001 phần 2', shows: 'more' },
      { label: 'Lệ phí', send: 'lệ phí thủ tục 9.000001', shows: 'fee' },
      { label: 'Các bước', send: 'các bước thủ tục 9.000001', shows: 'steps' },
    ],
  });
}
