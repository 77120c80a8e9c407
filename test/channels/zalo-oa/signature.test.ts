import { describe, expect, it } from 'vitest';
import {
  appSecretProof,
  carriesMac,
  pkceChallenge,
  webhookMac,
} from '../../../src/channels/zalo-oa/signature.js';

const body = Buffer.from(
  '{"app_id":"1000000000000000001","user_id_by_app":"5000000000000000005","event_name":"user_send_text","timestamp":"1767225600000","sender":{"id":"2000000000000000002"},"recipient":{"id":"3000000000000000003"},"message":{"msg_id":"m-0001","text":"Tra cứu hồ sơ"}}',
);
const macBy = (id: string) => webhookMac(id, body, '1767225600000', 'oa-secret-for-tests');

describe('the signatures', () => {
  it('signs a webhook over the raw body, by the id of the application or of the account', () => {
    expect(body).toHaveLength(266);
    expect(macBy('1000000000000000001')).toBe(
      'e98df498f089295cf2e75446aadc77f5faff39f7aea129292fde89025f4cb3cf',
    );
    expect(macBy('3000000000000000003')).toBe(
      'a112ffe91c70ad05f2592455247deb525cc6cf3f4f35fb5aa3bc8558ed3e7d70',
    );
  });

  it('reads the header with and without its name, and refuses everything else', () => {
    const mac = macBy('1000000000000000001');
    expect(carriesMac(`mac=${mac}`, mac)).toBe(true);
    expect(carriesMac(mac, mac)).toBe(true);
    for (const wrong of ['', 'mac=', `mac=${mac}0`, `mac=${mac.slice(1)}`, `mac=${'0'.repeat(64)}`]) {
      expect(carriesMac(wrong, mac)).toBe(false);
    }
  });

  it('proves that the caller knows the app secret', () => {
    expect(appSecretProof('access-token-for-tests', 'app-secret-for-tests')).toBe(
      '7196be12396e82d498574863aab45f32c0f0c84c6d6d4038d19a0d78120bdf44',
    );
  });

  it('makes a PKCE challenge', () => {
    expect(pkceChallenge('abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG')).toBe(
      'fR4ifSAEy-7Mu6g7FHZulPKrtjqdAnUCwRFAJt2JFsA',
    );
  });
});
