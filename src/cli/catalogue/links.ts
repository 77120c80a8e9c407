/** Whether the addresses the catalogue names still answer. Asked of the internet only when somebody wants to know. */

const AT_ONCE = 10;
const PATIENCE_MS = 15_000;

/** The dead ones among these, each with what came instead of a page. */
export async function deadLinks(
  links: readonly { code: string; url: string }[],
  ask: typeof fetch = fetch,
): Promise<{ code: string; url: string; why: string }[]> {
  const dead: { code: string; url: string; why: string }[] = [];
  for (let start = 0; start < links.length; start += AT_ONCE) {
    const found = await Promise.all(
      links
        .slice(start, start + AT_ONCE)
        .map(async (link) => ({ ...link, why: await faultOf(link.url, ask) })),
    );
    dead.push(...found.flatMap(({ why, ...link }) => (why === null ? [] : [{ ...link, why }])));
  }
  return dead;
}

async function faultOf(url: string, ask: typeof fetch): Promise<string | null> {
  try {
    const { ok, status } = await ask(url, { method: 'HEAD', signal: AbortSignal.timeout(PATIENCE_MS) });
    // Some servers refuse the short question, not the page.
    return ok || status === 405 || status === 403 ? null : `mã ${status}`;
  } catch {
    return 'không trả lời';
  }
}
