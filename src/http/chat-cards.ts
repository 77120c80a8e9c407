import { z } from '@hono/zod-openapi';
import { ATTRIBUTES } from '../search/question.js';
import { fact } from './chat-blocks.js';

/** A procedure laid out, as the API describes it. */
export const procedureCard = z
  .object({
    code: z.string().openapi({ example: '1.001193' }),
    name: z.string(),
    officialName: z.string(),
    asked: z.array(z.enum(ATTRIBUTES)).nullable().openapi({
      description: 'Phần được hỏi; []: hỏi điều riêng, xem blocks; null: hỏi cả thủ tục',
    }),
    summary: z.string().nullable().openapi({ description: 'Để làm gì; null: chưa có ai viết' }),
    remarks: z.array(z.string()).openapi({ description: 'Cần biết trước: đã bãi bỏ, chưa có hiệu lực…' }),
    papers: z
      .array(
        z.object({
          name: z.string().nullable().openapi({ description: 'Trường hợp; null: trường hợp chung' }),
          papers: z.array(
            z.object({
              name: z.string(),
              detail: z.string().nullable(),
              forms: z
                .array(z.string())
                .optional()
                .openapi({ description: 'Tên tệp biểu mẫu, hoặc địa chỉ' }),
            }),
          ),
          notes: z.array(z.string()),
        }),
      )
      .nullable()
      .openapi({ description: 'Giấy tờ theo trường hợp; null: chưa rõ' }),
    sections: z
      .array(
        z.object({
          attribute: z.string().openapi({ example: 'fee' }),
          title: z.string(),
          lines: z.array(z.string()),
          known: z.boolean().openapi({ description: 'false: danh mục chưa có, lines chỉ nơi hỏi' }),
          verified: z.boolean(),
        }),
      )
      .openapi({ description: 'Thời hạn, phí, nơi nộp…, theo thứ tự hiển thị' }),
    onlineUrl: z.string().nullable().openapi({ description: 'Nơi nộp trực tuyến' }),
    origins: z.array(z.string()).openapi({ description: 'Nguồn và ngày kiểm tra' }),
    publication: z.number().openapi({ description: 'Số lần công bố danh mục mà câu trả lời dựa vào' }),
  })
  .openapi('ProcedureCard');

/** A dossier laid out for its holder, as the API describes it. */
export const dossierCard = z
  .object({
    code: z.string().openapi({ example: 'H21.17-261116-0012' }),
    title: z.string(),
    facts: z.array(fact).openapi({ description: 'Thủ tục, ngày nhận' }),
    state: z.object({
      plain: z.string().openapi({ description: 'Tình trạng bằng lời thường' }),
      official: z.string().openapi({ description: 'Tên chính thức của tình trạng' }),
      reason: z.string().nullable().openapi({ description: 'Lý do cơ quan đã ghi' }),
    }),
    steps: z
      .array(z.object({ label: z.string(), at: z.enum(['done', 'now', 'ahead']) }))
      .openapi({ description: 'Các bước từ khi nhận đến khi trả; []: hồ sơ không đi tiếp' }),
    notes: z.array(z.string()).openapi({ description: 'Đang ở đâu, có quá hẹn không' }),
    due: z.object({
      told: z.array(z.string()),
      date: z.string().nullable().openapi({ description: 'Ngày hẹn còn chờ', example: '2026-11-27' }),
      explain: z.string().nullable().openapi({ description: 'Nội dung gửi đi để hỏi vì sao hẹn ngày này' }),
    }),
    next: z.object({
      told: z.string().openapi({ description: 'Việc cần làm' }),
      missing: z.array(z.string()).openapi({ description: 'Giấy tờ còn thiếu' }),
      by: z.string().nullable().openapi({ description: 'Bổ sung chậm nhất khi nào' }),
    }),
    office: z
      .object({
        name: z.string(),
        address: z.string().nullable(),
        phone: z.string().nullable(),
        map: z.string().nullable().openapi({ description: 'Trang bản đồ' }),
      })
      .nullable()
      .openapi({ description: 'Nơi cần đến; null: chưa biết gì về nơi đó' }),
    parts: z.array(z.string()).openapi({ description: 'Các phần của hồ sơ liên thông' }),
    follow: z
      .array(
        z.object({
          channel: z.string().openapi({ example: 'Telegram' }),
          url: z.string().nullable(),
          say: z.string().openapi({ description: 'Nội dung cần gửi ở đó; rỗng: mở trang là đủ' }),
        }),
      )
      .openapi({ description: 'Nơi theo dõi được hồ sơ' }),
    blocks: z
      .number()
      .int()
      .openapi({ description: 'Ngần ấy phần của blocks, kể từ tên hồ sơ, nói cùng nội dung với thẻ này' }),
  })
  .openapi('DossierCard');
