/**
 * A strict fake of Zalo's services for Official Accounts: one HTTP server that stands for three hosts. It refuses what
 * Zalo refuses with Zalo's own errors, and misbehaves when told to. Ids and tokens are invented, codes and limits are not.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { type FakeAnswer, type FakeRequest, type FakeServer, serveFake } from './fake-server.js';
import {
  type PhoneMessage,
  readPhoneMessage,
  readUidMessage,
  receivedAs,
  templateInfo,
  type ZaloTemplate,
} from './fake-zalo-business.js';
import { type Refusal, readCsMessage, type ZaloButton } from './fake-zalo-messages.js';
import { createZaloTokens, type TokenSettings, type ZaloTokens } from './fake-zalo-oauth.js';
import { createZaloPeople, type ZaloPerson } from './fake-zalo-people.js';
import {
  ACCELERATED_LADDER,
  createZaloWebhook,
  type WebhookSettings,
  type ZaloEvent,
  type ZaloWebhook,
} from './fake-zalo-webhook.js';

export type ZaloOaIds = { appId: string; appSecret: string; secretKey: string; oaId: string };

/** Everything may be changed while it runs. */
export type ZaloOaSettings = TokenSettings &
  WebhookSettings & {
    now: () => Date;
    /** Each message sent comes back as `oa_send_text`, then as received and as seen. */
    echo: boolean;
    requestsPerMinute: number;
    /** Consultation messages in 48 hours after an interaction that are not counted elsewhere; null = unlimited. */
    repliesPerWindow: number | null;
    /** What the package pays for beyond that. */
    packageMessages: number;
    /** Numbers of answers come as strings, also `error`. */
    numbersAsStrings: boolean;
    /** 22:00-06:00: promotions by UID (-234) and all messages by phone (-133) are refused. */
    nightRule: boolean;
    dailyQuota: number;
    templates: ZaloTemplate[];
    /** Phones (84…) that `mode: development` may write to. */
    admins: string[];
    /** How late phones ending in 04 receive. */
    lateMs: number;
  };

/** A message Zalo took. `user`: the UID, or the phone number (84…). */
type ZaloSent = {
  kind: 'cs' | 'template' | 'phone';
  user: string;
  text: string;
  buttons: ZaloButton[];
  at: Date;
  messageId: string;
  template: { id: string; data: Record<string, string | number>; trackingId: string | null } | null;
};

export type FakeZaloOa = {
  ids: ZaloOaIds;
  settings: ZaloOaSettings;
  /** The base address of one of the three hosts. */
  url(prefix: 'openapi' | 'oauth' | 'business'): string;
  tokens: ZaloTokens;
  sent: ZaloSent[];
  /** Requests by path, also refused ones. */
  calls: string[];
  webhook: ZaloWebhook;
  /** Somebody on Zalo; the OA knows them only once they follow or write. */
  person(userId: string): ZaloPerson;
  /** An officer answers by hand from the OA's tool. */
  officerWrites(userId: string, text: string): Promise<number | null>;
  /** Any event, e.g. an unknown one; `app_id` and `timestamp` are added. */
  emit(event: { event_name: string; [field: string]: unknown }): Promise<number | null>;
  fail: FakeServer['fail'];
  heal: FakeServer['heal'];
  stop(): Promise<void>;
};

export async function startFakeZaloOa(
  options: Partial<ZaloOaIds & ZaloOaSettings> = {},
): Promise<FakeZaloOa> {
  const { appId, appSecret, secretKey, oaId, ...changed } = options;
  const ids = {
    appId: appId ?? '1000000000000000001',
    appSecret: appSecret ?? 'app-secret-for-tests',
    secretKey: secretKey ?? 'oa-secret-for-tests',
    oaId: oaId ?? '3000000000000000003',
  };
  const settings: ZaloOaSettings = { ...usual(), ...changed };
  const now = () => settings.now();
  const tokens = createZaloTokens(settings, ids, now);
  tokens.issue();
  const webhook = createZaloWebhook(settings, ids);
  const series = randomBytes(4).toString('hex');
  let lastNumber = 0;
  const newId = (kind: string) => `${kind}-${series}-${++lastNumber}`;
  const emit = (event: { event_name: string; [field: string]: unknown }, headers?: Record<string, string>) =>
    webhook.emit({ app_id: ids.appId, timestamp: String(now().getTime()), ...event } as ZaloEvent, headers);
  const sent: ZaloSent[] = [];
  const calls: string[] = [];
  const people = createZaloPeople({ oaId: ids.oaId, now, newId, emit, sent, origin: () => server.origin });
  const requests: number[] = [];
  let sentToday = { day: '', count: 0 };
  const timers = new Set<NodeJS.Timeout>();

  const server = await serveFake((request) => {
    calls.push(request.path);
    if (request.path.startsWith('/media/')) return people.media(request.path);
    const [, prefix, ...rest] = request.path.split('/');
    const path = `/${rest.join('/')}`;
    if (prefix === 'oauth') return oauth(request, path);
    if (prefix !== 'openapi' && prefix !== 'business') return { status: 404, body: '<h1>404</h1>' };
    const limit = rateLimit();
    const body = limit.refusal ?? guard(request, prefix) ?? route(request, path, prefix);
    return { headers: limit.headers, body: settings.numbersAsStrings ? stringified(body) : body };
  });

  function oauth(request: FakeRequest, path: string): FakeAnswer {
    if (path === '/v4/oa/permission' && request.method === 'GET') return tokens.permission(request);
    if (path === '/v4/oa/access_token' && request.method === 'POST') return tokens.exchange(request);
    return { status: 404, body: '<h1>404</h1>' };
  }

  function rateLimit() {
    const at = now().getTime();
    while (requests[0] !== undefined && requests[0] <= at - 60_000) requests.shift();
    const refused = requests.length >= settings.requestsPerMinute;
    if (!refused) requests.push(at);
    const headers = {
      'X-RateLimit-Limit': String(settings.requestsPerMinute),
      'X-RateLimit-Remain': String(settings.requestsPerMinute - requests.length),
    };
    return { headers, refusal: refused ? failed(-32, 'Your application reach limit call api') : null };
  }

  function guard({ headers, method }: FakeRequest, prefix: 'openapi' | 'business') {
    const isOa = prefix === 'openapi';
    const access = one(headers.access_token);
    const worth = headers.authorization ? 'unknown' : tokens.check(access);
    if (worth === 'unknown') return failed(isOa ? -216 : -124, 'Access token is invalid');
    if (worth === 'expired') return failed(-220, 'Access token has expired');
    const proof = one(headers.appsecret_proof);
    const right = createHmac('sha256', ids.appSecret)
      .update(access ?? '')
      .digest('hex');
    if (proof !== undefined && proof !== right)
      return failed(isOa ? -242 : -1241, 'appsecret_proof is invalid');
    if (method === 'POST' && !headers['content-type']?.startsWith('application/json')) {
      return failed(isOa ? -201 : -122, 'Content-Type is invalid');
    }
    return null;
  }

  function route(request: FakeRequest, path: string, prefix: string) {
    const answer = ROUTES[`${request.method} /${prefix}${path}`];
    if (path === '/v2.0/oa/message') return failed(-240, 'This API is closed, use v3');
    return answer ? answer(request) : { ...failed(404, 'Empty api'), status: 404 };
  }

  const ROUTES: Record<string, (request: FakeRequest) => Record<string, unknown>> = {
    'POST /openapi/v3.0/oa/message/cs': consult,
    'POST /openapi/v3.0/oa/message/template': templateByUid,
    'POST /openapi/v3.0/oa/quota/message': quota,
    'GET /openapi/v2.0/oa/getoa': () =>
      ok({
        oaid: ids.oaId,
        name: 'Bộ phận một cửa (thử)',
        is_verified: true,
        oa_type: 4,
        num_follower: people.all().filter(({ follows }) => follows).length,
        package_name: 'Growth',
        package_valid_through_date: '31/12/2030',
        linked_ZCA: 'ZCA thử',
      }),
    'GET /openapi/v3.0/oa/user/detail': ({ query }) => {
      const asked = json(query.get('data') ?? '') as { user_id?: unknown } | null;
      if (typeof asked?.user_id !== 'string') return failed(-201, 'user_id is invalid');
      const detail = people.detail(asked.user_id);
      return detail ? ok(detail) : failed(-213, 'User has not followed OA');
    },
    'POST /business/message/template': byPhone,
    'GET /business/message/status': ({ query }) => {
      const message = sent.find(({ messageId }) => messageId === query.get('message_id'));
      if (!message) return failed(-107, 'Message ID is invalid');
      const delivered = received.get(message.messageId);
      return ok({
        status: delivered ? 1 : 0,
        delivery_time: delivered ?? '',
        message: delivered ? 'delivered' : 'pushed',
      });
    },
    'GET /business/message/quota': () => ok(dailyQuota()),
    'GET /business/template/info/v2': ({ query }) => {
      const template = settings.templates.find(({ id }) => id === query.get('template_id'));
      return template ? ok(templateInfo(template)) : failed(-109, 'Template ID is invalid');
    },
  };
  const received = new Map<string, string>();

  function record(
    kind: ZaloSent['kind'],
    user: string,
    message: Partial<Pick<ZaloSent, 'text' | 'buttons' | 'template'>>,
  ): ZaloSent {
    const entry = {
      kind,
      user,
      text: '',
      buttons: [],
      template: null,
      ...message,
      at: now(),
      messageId: newId('zm'),
    };
    sent.push(entry);
    return entry;
  }

  function consult({ body }: FakeRequest) {
    const message = readCsMessage(json(body.toString()));
    if ('error' in message) return failed(message.error, message.message);
    const refused = people.refusalFor(message.user);
    if (refused) return failed(refused.error, refused.message);
    const paid = people.pay(message.user, settings);
    if (!paid) return failed(-211, 'Out of quota');
    const entry = record('cs', message.user, message);
    if (settings.echo) void echo(entry);
    return ok({
      message_id: entry.messageId,
      user_id: message.user,
      sent_time: String(entry.at.getTime()),
      quota: paid,
    });
  }

  async function echo({ user, text, messageId }: ZaloSent) {
    const fromOa = { sender: { id: ids.oaId }, recipient: { id: user } };
    await emit({ event_name: 'oa_send_text', ...fromOa, message: { msg_id: messageId, text } });
    await emit({ event_name: 'user_received_message', ...fromOa, message: { msg_id: messageId } });
    const toOa = { sender: { id: user }, recipient: { id: ids.oaId } };
    await emit({ event_name: 'user_seen_message', ...toOa, message: { msg_ids: [messageId] } });
  }

  function templateByUid({ body }: FakeRequest) {
    const message = readUidMessage(
      json(body.toString()),
      settings.templates,
      settings.nightRule && isNight(now()),
    );
    if ('error' in message) return failed(message.error, message.message);
    const refused = people.refusalForTemplate(message.user_id);
    if (refused) return failed(refused.error, refused.message);
    const entry = record('template', message.user_id, {
      template: { id: message.template_id, data: message.template_data, trackingId: null },
    });
    return ok({
      message_id: entry.messageId,
      user_id: message.user_id,
      sent_time: String(entry.at.getTime()),
      quota: { quota_type: 'purchase_quota', remain: '499' },
    });
  }

  function quota({ body }: FakeRequest) {
    const asked = json(body.toString()) as Record<string, unknown> | null;
    if (typeof asked?.user_id === 'string') {
      const found = people.quotaOf(asked.user_id, settings);
      return found ? ok(found) : failed(-213, 'User has not followed OA');
    }
    if (!asked?.quota_owner || !asked.product_type) return failed(-201, 'quota_owner is invalid');
    const { product_type, quota_type } = asked;
    const valid_through = '31/12/2030';
    return ok([
      {
        asset_id: 'a1',
        product_type,
        quota_type,
        valid_through,
        total: 500,
        remain: settings.packageMessages,
      },
    ]);
  }

  function dailyQuota() {
    const day = localDay(now());
    if (sentToday.day !== day) sentToday = { day, count: 0 };
    return {
      dailyQuota: String(settings.dailyQuota),
      remainingQuota: String(settings.dailyQuota - sentToday.count),
    };
  }

  function byPhone({ body }: FakeRequest) {
    const night = settings.nightRule && isNight(now());
    const message = readPhoneMessage(json(body.toString()), settings.templates, {
      isNight: night,
      admins: settings.admins,
    });
    if ('error' in message) return failed(message.error, message.message);
    if (dailyQuota().remainingQuota === '0') return failed(-144, 'OA has exceeded the daily quota');
    sentToday.count += 1;
    const { phone, template_id, template_data, tracking_id } = message;
    const template = { id: template_id, data: template_data, trackingId: tracking_id };
    const entry = record('phone', phone, { template });
    reachPhone(message, entry);
    const sent_time = String(entry.at.getTime());
    return ok({ msg_id: entry.messageId, sent_time, sending_mode: '1', quota: dailyQuota() });
  }

  function reachPhone({ phone, tracking_id }: PhoneMessage, { messageId }: ZaloSent) {
    const fate = receivedAs(phone);
    if (fate === 'never') return;
    const reach = () => {
      const delivery_time = String(now().getTime());
      received.set(messageId, delivery_time);
      const message = { msg_id: messageId, tracking_id, delivery_time };
      const fromOa = { sender: { id: ids.oaId }, recipient: { id: phone } };
      void emit({ event_name: 'user_received_message', ...fromOa, message }, { 'X-ZEvent-Server': 'ZNS' });
    };
    timers.add(setTimeout(reach, fate === 'late' ? settings.lateMs : 0));
  }

  return {
    ids,
    settings,
    url: (prefix) => `${server.origin}/${prefix}`,
    tokens,
    sent,
    calls,
    webhook,
    person: people.person,
    officerWrites: (userId, text) =>
      emit({
        event_name: 'oa_send_text',
        sender: { id: ids.oaId, admin_id: '4000000000000000004' },
        recipient: { id: userId },
        message: { msg_id: newId('m'), text },
      }),
    emit,
    fail: server.fail,
    heal: server.heal,
    async stop() {
      for (const timer of timers) clearTimeout(timer);
      webhook.stop();
      await server.stop();
    },
  };
}

function usual(): ZaloOaSettings {
  return {
    now: () => new Date(),
    accessLifeSeconds: 90_000,
    reuseKillsGrant: false,
    redirectUri: null,
    url: null,
    signWith: 'app id',
    copies: 1,
    ladder: ACCELERATED_LADDER,
    patienceMs: 2000,
    echo: true,
    requestsPerMinute: 4000,
    repliesPerWindow: 8,
    packageMessages: 500,
    numbersAsStrings: false,
    nightRule: false,
    dailyQuota: 500,
    templates: [],
    admins: [],
    lateMs: 200,
  };
}

const ok = (data: unknown) => ({ error: 0, message: 'Success', data });
const failed = (error: number, message: string): Refusal & Record<string, unknown> => ({ error, message });
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function stringified(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(stringified);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, stringified(each)]));
}

/** Zalo names no time zone; Viet Nam's is assumed. */
const inVietnam = (at: Date) => new Date(at.getTime() + 7 * 3_600_000);
const localDay = (at: Date) => inVietnam(at).toISOString().slice(0, 10);
const isNight = (at: Date) => {
  const hour = inVietnam(at).getUTCHours();
  return hour >= 22 || hour < 6;
};
