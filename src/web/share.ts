/** Hands a text to an app the person chooses; false = this browser, or this page, cannot. */
export async function shareText(title: string, text: string): Promise<boolean> {
  try {
    await navigator.share({ title, text });
    return true;
  } catch (refused) {
    // They called it off.
    return refused instanceof DOMException && refused.name === 'AbortError';
  }
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
