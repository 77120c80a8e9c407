import type { Context, ErrorHandler, NotFoundHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Log } from '../log.js';

/** What a refused request is told: a code for programs, a Vietnamese sentence that says what to do. */
export const PROBLEMS = {
  invalid_body: [400, 'Nội dung gửi lên không đúng dạng. Xem /api/docs.'],
  empty_text: [400, 'Tin nhắn trống. Hãy gõ điều anh/chị muốn hỏi.'],
  text_too_long: [400, 'Tin nhắn dài quá 2.000 ký tự. Hãy hỏi ngắn hơn.'],
  body_too_large: [413, 'Nội dung gửi lên quá lớn.'],
  too_many_requests: [429, 'Anh/chị gửi nhanh quá. Hãy chờ một chút rồi gửi lại.'],
  not_found: [404, 'Không có trang này. Xem / hoặc /api/docs.'],
  internal: [500, 'Hệ thống gặp lỗi. Tin nhắn chưa được trả lời; hãy gửi lại sau ít phút.'],
} as const satisfies Record<string, readonly [ContentfulStatusCode, string]>;
export type ProblemCode = keyof typeof PROBLEMS;

/** Answers with a problem in the one shape all errors have. */
export function refuse<C extends ProblemCode>(
  context: Context,
  code: C,
  headers: Record<string, string> = {},
) {
  const [status, message]: readonly [(typeof PROBLEMS)[C][0], string] = PROBLEMS[code];
  return context.json({ error: { code: code as string, message } }, status, headers);
}

export const refuseUnknownPath: NotFoundHandler = (context) => refuse(context, 'not_found');

/** The last resort: the fault goes to the log, the visitor gets a sentence. */
export function handleFault(log: Log): ErrorHandler {
  return (error, context) => {
    if (error instanceof HTTPException) return refuse(context, 'invalid_body');
    log.error({ error, path: context.req.path }, 'a request failed');
    return refuse(context, 'internal');
  };
}
