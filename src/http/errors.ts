import type { Context, ErrorHandler, NotFoundHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Log } from '../operations/log.js';

/** The status of an answer, and a sentence that says what to do, in Vietnamese and in English. */
export type ProblemText = readonly [ContentfulStatusCode, string, string];

/** What a refused request is told, by a code for programs. */
export const PROBLEMS = {
  invalid_body: [
    400,
    'Nội dung gửi lên không đúng dạng. Xem /api/docs.',
    'The body has the wrong form. See /api/docs.',
  ],
  empty_text: [
    400,
    'Tin nhắn trống. Hãy gõ điều anh/chị muốn hỏi.',
    'The message is empty. Write what you want to ask.',
  ],
  text_too_long: [
    400,
    'Tin nhắn dài quá 2.000 ký tự. Hãy hỏi ngắn hơn.',
    'The message is longer than 2,000 characters. Ask in fewer words.',
  ],
  body_too_large: [413, 'Nội dung gửi lên quá lớn.', 'The body is too large.'],
  too_many_requests: [
    429,
    'Anh/chị gửi nhanh quá. Hãy chờ một chút rồi gửi lại.',
    'Too many requests. Wait a little, then send it again.',
  ],
  not_found: [404, 'Không có trang này. Xem / hoặc /api/docs.', 'No such page. See / or /api/docs.'],
  internal: [
    500,
    'Hệ thống gặp lỗi. Tin nhắn chưa được trả lời; hãy gửi lại sau ít phút.',
    'Something failed here. Send it again in a few minutes.',
  ],
} as const satisfies Record<string, ProblemText>;

/** The code of a problem, which programs may rely on. */
export type ProblemCode = keyof typeof PROBLEMS;

/** Answers with a problem in the one shape all errors have. */
export function refuseRequest<C extends ProblemCode>(
  context: Context,
  code: C,
  headers: Record<string, string> = {},
) {
  const [status, message, messageEn]: readonly [(typeof PROBLEMS)[C][0], string, string] = PROBLEMS[code];
  return context.json({ error: { code: code as string, message, messageEn } }, status, headers);
}

/** Answers where nothing is served, in the shape of every problem. */
export const refuseUnknownPath: NotFoundHandler = (context) => refuseRequest(context, 'not_found');

/** The last resort: the fault goes to the log, the visitor gets a sentence. */
export function handleFault(log: Log): ErrorHandler {
  return (error, context) => {
    if (error instanceof HTTPException) return refuseRequest(context, 'invalid_body');
    log.error({ error, path: context.req.path }, 'a request failed');
    return refuseRequest(context, 'internal');
  };
}
