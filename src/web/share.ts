/**
 * Hands the text to an app the person chooses, or copies it.
 * `done`: handed over or called off; `copied`: it can be pasted now; `failed`: this browser allows neither.
 */
export async function shareText(title: string, text: string): Promise<'done' | 'copied' | 'failed'> {
  if ('share' in navigator) {
    try {
      await navigator.share({ title, text });
      return 'done';
    } catch (refused) {
      if (refused instanceof DOMException && refused.name === 'AbortError') return 'done';
    }
  }
  return (await copyText(text)) ? 'copied' : 'failed';
}

/** Puts a text where it can be pasted from; false = this browser does not allow it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelecting(text);
  }
}

/** The old way, for pages that are not served over https. */
function copyBySelecting(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  return copied;
}
