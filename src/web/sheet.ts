/** Adds a style sheet without a tag for it, which the page's policy could forbid; returns what takes it away. */
export function adoptSheet(root: Document | ShadowRoot, css: string): () => void {
  // Older Safari has no sheets to adopt.
  if (!('replaceSync' in CSSStyleSheet.prototype)) {
    const tag = document.createElement('style');
    tag.textContent = css;
    (root instanceof Document ? root.head : root).append(tag);
    return () => tag.remove();
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
