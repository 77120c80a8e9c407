/** What proves who is speaking: Zalo to us, and we to Zalo. */
import { createHash, createHmac } from 'node:crypto';
import { isSameSecret } from '../../security/secrets.js';

/**
 * The signature of a webhook request: a plain SHA-256 of the id, the raw body, the body's `timestamp` and the OA secret
 * key, one after another; not an HMAC. https://developers.zalo.me/docs/official-account/webhook/tin-nhan
 */
export function webhookMac(id: string, body: Uint8Array, timestamp: string, secretKey: string): string {
  return createHash('sha256').update(id).update(body).update(timestamp).update(secretKey).digest('hex');
}

/** Whether the header `X-ZEvent-Signature` (`mac=…`) carries this signature; compared in constant time. */
export function carriesMac(header: string, mac: string): boolean {
  return isSameSecret(header.trim().replace(/^mac=/, ''), mac);
}

/** The header `appsecret_proof` of a call: a stolen access token alone is of no use. */
export function appSecretProof(accessToken: string, appSecret: string): string {
  return createHmac('sha256', appSecret).update(accessToken).digest('hex');
}

/** The PKCE challenge of a verifier (RFC 7636, S256), which Zalo wants to be of exactly 43 characters. */
export function pkceChallenge(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
