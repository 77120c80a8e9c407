/** The fake of Zalo's template messages: to a phone number, or by UID. */
import { z } from 'zod';
import type { Refusal } from './fake-zalo-messages.js';

export type ZaloTemplate = {
  id: string;
  /** 3 = promotion: not at night. */
  tag: 1 | 2 | 3;
  status: 'enabled' | 'pending' | 'rejected' | 'disabled';
  /** False: only by phone. */
  byUid: boolean;
  params: { name: string; type: 'STRING' | 'NUMBER' | 'DATE'; maxLength: number; require: boolean }[];
};

const SEND = z.strictObject({
  phone: z.string(),
  template_id: z.string(),
  template_data: z.record(z.string(), z.union([z.string(), z.number()])),
  tracking_id: z.string().min(1).max(48),
  sending_mode: z.enum(['1', '3']).optional(),
  mode: z.literal('development').optional(),
});
export type PhoneMessage = z.infer<typeof SEND>;

const BY_UID = z.strictObject({
  user_id: z.string().regex(/^\d+$/),
  template_id: z.string(),
  template_data: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** Numbers ending so meet agreed fates: …01 has no Zalo account, …02 cannot receive, …03 refused this kind. */
const FATES: Record<string, Refusal> = {
  '01': { error: -118, message: 'Zalo account not existed' },
  '02': { error: -114, message: 'User is inactive, or reject the message' },
  '03': { error: -139, message: 'User reject receiving this type of ZNS' },
};

/** …04 receives late, …05 never: Zalo says so by the delivery event, never by the answer. */
export function receivedAs(phone: string): 'at once' | 'late' | 'never' {
  if (phone.endsWith('04')) return 'late';
  return phone.endsWith('05') ? 'never' : 'at once';
}

/** Reads the body of `/message/template`. `phone` comes back as `84…`. */
export function readPhoneMessage(
  body: unknown,
  templates: readonly ZaloTemplate[],
  { isNight, admins }: { isNight: boolean; admins: readonly string[] },
): PhoneMessage | Refusal {
  const read = SEND.safeParse(body);
  if (!read.success) return { error: -132, message: `${read.error.issues[0]?.path.join('.')} invalid` };
  const message = read.data;
  const phone = message.phone.replace(/^\+/, '');
  if (!/^84\d{9}$/.test(phone)) return { error: -108, message: 'Phone number is invalid' };
  const template = templates.find(({ id }) => id === message.template_id);
  if (!template) return { error: -109, message: 'Template ID is invalid' };
  if (template.status !== 'enabled') return { error: -131, message: 'ZNS template is not approved' };
  const wrong = wrongData(template, message.template_data, PHONE_CODES);
  if (wrong) return wrong;
  if (message.sending_mode === '3') return { error: -161, message: 'Sending mode is not allowed' };
  if (message.mode && !admins.includes(phone)) return { error: -127, message: 'Only for admins' };
  if (isNight) return { error: -133, message: 'This template is not allowed to send at night' };
  return FATES[phone.slice(-2)] ?? { ...message, phone };
}

/** Reads the body of `/v3.0/oa/message/template`: the flat form only. */
export function readUidMessage(
  body: unknown,
  templates: readonly ZaloTemplate[],
  isNight: boolean,
): z.infer<typeof BY_UID> | Refusal {
  const read = BY_UID.safeParse(body);
  if (!read.success) return { error: -201, message: `${read.error.issues[0]?.path.join('.')} is invalid` };
  const template = templates.find(({ id }) => id === read.data.template_id);
  if (template?.status !== 'enabled') return { error: -201, message: 'template_id is invalid' };
  if (!template.byUid) return { error: -249, message: 'Template can not be sent by UID' };
  const wrong = wrongData(template, read.data.template_data, UID_CODES);
  if (wrong) return wrong;
  if (isNight && template.tag === 3) return { error: -234, message: 'Not allowed at night' };
  return read.data;
}

const PHONE_CODES = { missing: -1122, long: -1121, format: -1124, unknown: -132 };
const UID_CODES = { missing: -201, long: -210, format: -201, unknown: -201 };
const FORMATS = { STRING: /^[\s\S]+$/, NUMBER: /^\d+$/, DATE: /^(\d\d:\d\d(:\d\d)? )?\d\d\/\d\d\/\d{4}$/ };

function wrongData(
  { params }: ZaloTemplate,
  data: Record<string, string | number>,
  codes: typeof PHONE_CODES,
): Refusal | null {
  const unknown = Object.keys(data).find((name) => !params.some((param) => param.name === name));
  if (unknown) return { error: codes.unknown, message: `Parameter ${unknown} is invalid` };
  for (const { name, type, maxLength, require } of params) {
    const value = data[name] === undefined ? '' : String(data[name]);
    if (value === '' && require) return { error: codes.missing, message: `Parameter ${name} is missing` };
    if (value.length > maxLength) return { error: codes.long, message: `Parameter ${name} is too long` };
    if (value !== '' && !FORMATS[type].test(value)) {
      return { error: codes.format, message: `Parameter ${name} has a wrong format` };
    }
  }
  return null;
}

/** `data` of `/template/info/v2`. */
export function templateInfo({ id, tag, status, params, byUid }: ZaloTemplate) {
  return {
    templateId: id,
    templateName: `Mẫu ${id}`,
    status: { enabled: 'ENABLE', pending: 'PENDING_REVIEW', rejected: 'REJECT', disabled: 'DISABLE' }[status],
    listParams: params.map((param) => ({ ...param, minLength: 0, acceptNull: !param.require })),
    listButtons: [],
    timeout: 7_200_000,
    templateQuality: 'HIGH',
    templateTag: { 1: 'TRANSACTION', 2: 'CUSTOMER_CARE', 3: 'PROMOTION' }[tag],
    price_sdt: '120',
    price_uid: byUid ? '60' : null,
  };
}
