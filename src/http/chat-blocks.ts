import { z } from '@hono/zod-openapi';

const link = z.object({
  label: z.string(),
  href: z.string().openapi({ description: 'https: hoặc tel:', example: 'tel:115' }),
  isPlace: z.literal(true).optional().openapi({ description: 'Bản đồ của nơi ghi ở label' }),
});

const item = z.object({
  text: z.string(),
  label: z.string().optional().openapi({ description: 'Nói về điều gì, đứng trước' }),
  detail: z.string().optional().openapi({ description: 'Thêm về cùng điều đó, đứng sau' }),
});

/** What is told of something by its name. */
export const fact = z.object({
  label: z.string(),
  values: z.array(z.string()).openapi({ description: 'Nhiều giá trị là nhiều trường hợp' }),
});

/** The parts of a reply, as the API describes them. */
export const block = z
  .discriminatedUnion('type', [
    z.object({
      type: z.literal('title'),
      text: z.string(),
      official: z.string().optional().openapi({ description: 'Tên chính thức' }),
      level: z
        .union([z.literal(2), z.literal(3)])
        .optional()
        .openapi({
          description: '2: đề mục của một phần; 3: một trường hợp trong phần; không có: tên câu trả lời',
        }),
    }),
    z.object({
      type: z.literal('lead'),
      text: z.string().openapi({ description: 'Đúng điều được hỏi, hoặc lời nói chung' }),
      label: z.string().optional().openapi({ description: 'Là điều gì', example: 'Lệ phí' }),
    }),
    z.object({
      type: z.literal('list'),
      title: z.string().optional(),
      items: z.array(item),
      ordered: z.literal(true).optional().openapi({ description: 'Có đánh số' }),
      from: z.number().optional().openapi({ description: 'Số đầu tiên, khi danh sách đang tiếp tục' }),
      ticked: z.literal(true).optional().openapi({ description: 'Giấy tờ: có thể đánh dấu đã chuẩn bị' }),
    }),
    z.object({
      type: z.literal('facts'),
      facts: z.array(fact),
    }),
    z.object({
      type: z.literal('notes'),
      notes: z.array(z.string()),
      tone: z
        .enum(['warning', 'source'])
        .optional()
        .openapi({ description: 'warning: cần biết trước; source: nguồn và ngày' }),
    }),
    z.object({ type: z.literal('links'), links: z.array(link) }),
  ])
  .openapi('Block');
