import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { PROCEDURE_CODE } from '../catalogue/procedure.js';
import { MAX_INTEGER, storable } from '../security/text.js';
import { conversationId } from './chat.js';
import { refuseRequest } from './errors.js';

/** What visitors send beside messages. `conversation`: with which a report is deleted; null = not said. */
export type Feedback = {
  report(report: {
    code: string;
    publicationId: number | null;
    note: string | null;
    conversation: string | null;
  }): Promise<void>;
  rate(rating: { code: string; useful: boolean }): Promise<void>;
};

const MAX_NOTE = 1000;

const code = z.string().regex(PROCEDURE_CODE).openapi({ example: '1.001193' });

const report = z
  .object({
    code,
    publication: z
      .int()
      .positive()
      .max(MAX_INTEGER)
      .optional()
      .openapi({ description: 'Bản công bố đang xem' }),
    note: z
      .string()
      .max(MAX_NOTE)
      .overwrite(storable)
      .optional()
      .openapi({ description: 'Sai ở đâu; đừng ghi thông tin cá nhân (số điện thoại, số giấy tờ được che)' }),
    conversation: conversationId
      .optional()
      .openapi({ description: 'Mã cuộc trò chuyện, để xóa báo sai này cùng với nó' }),
  })
  .openapi('ErrorReport');

const rating = z.object({ code, useful: z.boolean() }).openapi('Rating');

const responses = {
  204: { description: 'Đã ghi nhận' },
  400: { description: 'Nội dung không dùng được' },
  429: { description: 'Gửi quá nhanh' },
};
const bodyOf = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { 'application/json': { schema } } },
});

const reportRoute = createRoute({
  method: 'post',
  path: '/api/reports',
  summary: 'Báo thông tin sai',
  description: 'Báo cho cán bộ danh mục rằng thông tin về một thủ tục sai hoặc đã cũ.',
  request: bodyOf(report),
  responses,
});

const ratingRoute = createRoute({
  method: 'post',
  path: '/api/feedback',
  summary: 'Đánh giá câu trả lời',
  description: 'Câu trả lời về một thủ tục có hữu ích không.',
  request: bodyOf(rating),
  responses,
});

/** Adds `POST /api/reports` and `POST /api/feedback`. */
export function addFeedbackRoutes(app: OpenAPIHono, feedback: Feedback): void {
  app.openapi(
    reportRoute,
    async (context) => {
      const { code, publication = null, note, conversation = null } = context.req.valid('json');
      await feedback.report({ code, publicationId: publication, note: note?.trim() || null, conversation });
      return context.body(null, 204);
    },
    (result, context) => (result.success ? undefined : refuseRequest(context, 'invalid_body')),
  );
  app.openapi(
    ratingRoute,
    async (context) => {
      await feedback.rate(context.req.valid('json'));
      return context.body(null, 204);
    },
    (result, context) => (result.success ? undefined : refuseRequest(context, 'invalid_body')),
  );
}
