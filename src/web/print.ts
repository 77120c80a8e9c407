import { adoptSheet } from './sheet.js';

/** Marks, on the page and inside the chat, the one part to print and the way to it; all else stays off the paper. */
const WAY = 'data-motcua-print-way';
const PART = 'data-motcua-print';

/** For the page around the chat; the chat's own style sheet has the same inside. */
const PAGE_STYLE = `@media print {
  [${WAY}] > :not([${WAY}]):not([${PART}]) { display: none !important }
  [${WAY}] { all: unset !important; display: block !important }
}`;

/** Opens the browser's printing with one part of the chat on the paper and nothing else of the page. */
export function printOnly(part: HTMLElement): void {
  const undo = [adoptSheet(document, PAGE_STYLE), ...markWay(part), ...openFolds(part)];
  addEventListener('afterprint', () => undo.forEach((step) => void step()), { once: true });
  print();
}

function markWay(part: HTMLElement): (() => void)[] {
  part.setAttribute(PART, '');
  const undo = [() => part.removeAttribute(PART)];
  for (let parent = parentOf(part); parent; parent = parentOf(parent)) {
    const element = parent;
    element.setAttribute(WAY, '');
    undo.push(() => element.removeAttribute(WAY));
  }
  return undo;
}

function parentOf(element: Element): Element | null {
  const root = element.getRootNode();
  return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}

/** On paper nothing can be unfolded: the cases the person opened, or all where none is; and every other fold. */
function openFolds(part: HTMLElement): (() => void)[] {
  const cases = [...part.querySelectorAll<HTMLDetailsElement>('details.case')];
  const isChosen = part.querySelector('.papers > .checklist') || cases.some(({ open }) => open);
  const chosen = isChosen ? [] : cases;
  const folds = [...part.querySelectorAll<HTMLDetailsElement>('details.fold'), ...chosen];
  return folds
    .filter(({ open }) => !open)
    .map((fold) => {
      fold.open = true;
      return () => {
        fold.open = false;
      };
    });
}
