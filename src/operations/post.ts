/** Posting JSON to an address of the operator's. */

const TIMEOUT_MS = 5_000;

/**
 * Posts a JSON text. Throws when it is not taken within five seconds; the error's `name` says why, and is all that may be
 * logged: the address may hold a secret, and messages name it.
 */
export async function postJson(url: string, body: string): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await response.body?.cancel();
  if (!response.ok) throw Object.assign(new Error(), { name: `HTTP ${response.status}` });
}
