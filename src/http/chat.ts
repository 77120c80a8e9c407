import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { REPLY_KINDS, type Reply } from '../conversation/message.js';
import { SMALL_TALK } from '../conversation/reading/acts.js';
import type { Region } from '../conversation/wording/number-words.js';
import { ATTRIBUTES } from '../search/question.js';
import { block } from './chat-blocks.js';
import { dossierCard, procedureCard } from './chat-cards.js';
import { refuseRequest } from './errors.js';
import { clientNetwork, type Limits } from './limits.js';

/** Answers one message of a conversation; without an id, or with one no longer known, a new conversation. */
export type AnswerVisitor = (message: {
  conversation: string | null;
  text: string;
  region: Region | null;
  /** The network the visitor is counted by, see `clientNetwork`. */
  client: string;
}) => Promise<{
  conversation: string;
  replies: Reply[];
}>;

/** What the server issues: 128 random bits in base64url. */
export const conversationId = z
  .string()
  .regex(/^[\w-]{22}$/)
  .openapi({ description: 'Mã cuộc trò chuyện do máy chủ cấp', example: 'kD9n0W3yQm2bq1T5y8ZpXw' });

const question = z
  .object({
    conversation: conversationId.optional(),
    text: z.string().openapi({ example: 'làm giấy khai sinh cho con cần gì' }),
    region: z
      .enum(['north', 'south'])
      .optional()
      .openapi({ description: 'Cách đọc số khi nghe: miền Bắc (mặc định) hay miền Nam' }),
  })
  .openapi('Question');

const choice = z
  .object({
    label: z.string().openapi({ description: 'Chữ trên nút' }),
    send: z.string().openapi({ description: 'Nội dung gửi đi khi bấm nút' }),
    procedure: z.string().optional().openapi({ description: 'Mã thủ tục mà lựa chọn này chỉ tới' }),
    shows: z
      .enum([...ATTRIBUTES, 'more'])
      .optional()
      .openapi({ description: 'Phần của chính thủ tục này; đang hiện trên thẻ thì không cần nút' }),
  })
  .openapi('Choice');

const reply = z
  .object({
    kind: z
      .enum(REPLY_KINDS)
      .optional()
      .openapi({ description: 'Câu trả lời thuộc loại nào; câu trả lời của trò chuyện luôn có' }),
    about: z.enum(SMALL_TALK).optional().openapi({ description: 'smalltalk: nói về điều gì' }),
    blocks: z.array(block).openapi({ description: 'Nội dung theo từng phần, để trình bày' }),
    text: z.string().openapi({ description: 'Cùng nội dung, bằng lời thường' }),
    choices: z.array(choice).optional(),
    procedure: z
      .object({
        code: z.string().openapi({ example: '1.001193' }),
        name: z.string(),
        officialName: z.string(),
        url: z.string().nullable(),
      })
      .optional()
      .openapi({ description: 'Thủ tục mà câu trả lời nói về' }),
    card: procedureCard
      .optional()
      .openapi({ description: 'Cả thủ tục, chia mục: phần không hỏi có thể gập lại' }),
    dossierCard: dossierCard.optional().openapi({ description: 'Hồ sơ, chia mục: cùng nội dung với blocks' }),
    speech: z.string().optional().openapi({ description: 'Cùng câu trả lời, viết để đọc thành tiếng' }),
    dossier: z
      .object({
        inside: z
          .object({
            seconds: z.number().int(),
            after: z.string().openapi({ description: 'Nội dung để thay vào' }),
          })
          .optional()
          .openapi({
            description:
              'Có: câu trả lời cho thấy bên trong hồ sơ; sau ngần ấy giây phải gỡ khỏi màn hình và nơi lưu',
          }),
      })
      .optional()
      .openapi({ description: 'Có: câu trả lời nói về một hồ sơ' }),
    forget: z.enum(['dossiers', 'all']).optional().openapi({
      description:
        'Phải gỡ ngay khỏi màn hình và nơi lưu: các lượt nói về hồ sơ (dossiers), hoặc mọi lượt trước lượt này (all)',
    }),
    rateable: z.boolean().optional().openapi({ description: 'Có thể hỏi "câu trả lời này có ích không"' }),
  })
  .openapi('Reply');

const answer = z.object({ conversation: conversationId, replies: z.array(reply) }).openapi('Answer');

const problem = z.object({ error: z.object({ code: z.string(), message: z.string() }) }).openapi('Problem');

const problemOf = (description: string) => ({
  description,
  content: { 'application/json': { schema: problem } },
});

const route = createRoute({
  method: 'post',
  path: '/api/chat',
  summary: 'Hỏi và được trả lời',
  description:
    'Gửi một tin nhắn của người dân, nhận các câu trả lời. Lần đầu không gửi `conversation`; ' +
    'các lần sau gửi lại mã nhận được để hỏi tiếp.',
  request: { body: { required: true, content: { 'application/json': { schema: question } } } },
  responses: {
    200: { description: 'Các câu trả lời', content: { 'application/json': { schema: answer } } },
    400: problemOf('Nội dung không dùng được'),
    413: problemOf('Nội dung quá lớn'),
    429: problemOf('Gửi quá nhanh; xem Retry-After (giây)'),
  },
});

/** Adds `POST /api/chat`. */
export function addChatRoute(
  app: OpenAPIHono,
  chat: AnswerVisitor,
  limits: Limits,
  trustProxy: number,
): void {
  app.openapi(
    route,
    async (context) => {
      const { conversation, text, region } = context.req.valid('json');
      if (text.trim() === '') return refuseRequest(context, 'empty_text');
      if (text.length > limits.maxTextChars) return refuseRequest(context, 'text_too_long');
      const answered = await chat({
        conversation: conversation ?? null,
        text,
        region: region ?? null,
        client: clientNetwork(context, trustProxy),
      });
      return context.json(answered, 200, { 'Cache-Control': 'no-store' });
    },
    (result, context) => (result.success ? undefined : refuseRequest(context, 'invalid_body')),
  );
}
