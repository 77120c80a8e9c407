/** What the fake Zalo takes as a message; everything else is refused with Zalo's own error. */
import { z } from 'zod';

/** Counted in UTF-16 units, the stricter of the two readings; zod's own `max` counts code points. */
const upTo = (limit: number) =>
  z
    .string()
    .min(1)
    .refine((text) => text.length <= limit, { params: { over: true } });
const TITLE = upTo(100);
const BUTTON = z.discriminatedUnion('type', [
  z.strictObject({ title: TITLE, type: z.enum(['oa.query.show', 'oa.query.hide']), payload: upTo(1000) }),
  z.strictObject({
    title: TITLE,
    type: z.literal('oa.open.url'),
    payload: z.strictObject({ url: z.url({ protocol: /^https?$/ }) }),
  }),
  z.strictObject({
    title: TITLE,
    type: z.literal('oa.open.phone'),
    payload: z.strictObject({ phone_code: z.string().regex(/^84\d{8,10}$/) }),
  }),
  z.strictObject({
    title: TITLE,
    type: z.literal('oa.open.sms'),
    payload: z.strictObject({
      content: upTo(160),
      phone_code: z.string().regex(/^84\d{8,10}$/),
    }),
  }),
]);
export type ZaloButton = z.infer<typeof BUTTON>;

const TEXT = upTo(2000);
const recipient = z.strictObject({ user_id: z.string().regex(/^\d+$/) });
const template = (payload: z.ZodType) => z.strictObject({ type: z.literal('template'), payload });

const MEDIA = z.union([
  z.strictObject({ media_type: z.enum(['image', 'gif']), url: z.url({ protocol: /^https?$/ }) }),
  z.strictObject({ media_type: z.enum(['image', 'gif', 'sticker']), attachment_id: z.string().min(1) }),
]);
const CONTACT = z.strictObject({
  title: TITLE,
  subtitle: upTo(500),
  image_url: z.url({ protocol: /^https?$/ }),
});

const SHAPES = {
  plain: z.strictObject({ text: TEXT, quote_message_id: z.string().min(1).optional() }),
  buttons: z.strictObject({
    text: TEXT,
    attachment: template(z.strictObject({ buttons: z.array(BUTTON).min(1).max(5) })),
  }),
  media: z.strictObject({
    text: TEXT.optional(),
    attachment: template(
      z.strictObject({ template_type: z.literal('media'), elements: z.array(MEDIA).length(1) }),
    ),
  }),
  request_user_info: z.strictObject({
    attachment: template(
      z.strictObject({ template_type: z.literal('request_user_info'), elements: z.array(CONTACT).length(1) }),
    ),
  }),
  file: z.strictObject({
    attachment: z.strictObject({
      type: z.literal('file'),
      payload: z.strictObject({ token: z.string().min(1) }),
    }),
  }),
};

export type ReadMessage = { user: string; text: string; buttons: ZaloButton[] };
export type Refusal = { error: number; message: string };

/** Reads the body of `/v3.0/oa/message/cs`. */
export function readCsMessage(body: unknown): ReadMessage | Refusal {
  const outer = z.strictObject({ recipient, message: z.looseObject({}) }).safeParse(body);
  if (!outer.success) return refusalOf(outer.error);
  const { message } = outer.data;
  const inner = SHAPES[shapeOf(message)].safeParse(message);
  if (!inner.success) return refusalOf(inner.error);
  const read = inner.data as { text?: string; attachment?: { payload: { buttons?: ZaloButton[] } } };
  return {
    user: outer.data.recipient.user_id,
    text: read.text ?? '',
    buttons: read.attachment?.payload.buttons ?? [],
  };
}

function shapeOf(message: Record<string, unknown>): keyof typeof SHAPES {
  const attachment = message.attachment as
    | { type?: unknown; payload?: { template_type?: unknown } }
    | undefined;
  if (!attachment) return 'plain';
  if (attachment.type === 'file') return 'file';
  const kind = attachment.payload?.template_type;
  if (kind === undefined) return 'buttons';
  return kind === 'media' || kind === 'request_user_info' ? kind : 'buttons';
}

/** -210: something is over its limit; -201: everything else. */
function refusalOf(error: z.ZodError): Refusal {
  const issue = error.issues[0];
  const where = issue?.path.join('.') ?? '';
  const isOver = issue?.code === 'too_big' || (issue?.code === 'custom' && issue.params?.over);
  if (isOver) return { error: -210, message: `${where} is over the limit` };
  return { error: -201, message: `${where || 'params'} is invalid` };
}
