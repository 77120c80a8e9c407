import { expect, it } from 'vitest';
import { renderReply } from '../../../src/channels/terminal/render.js';
import { listOf } from '../../../src/conversation/block.js';
import { replyOf } from '../../../src/conversation/reply.js';

const REPLY = replyOf({
  blocks: [{ type: 'title', text: 'Khai sinh' }, ...listOf('Giấy tờ', ['Tờ khai'])],
  choices: [{ label: 'Lệ phí', send: 'lệ phí' }],
});

it('is plain text, its choices numbered', () => {
  expect(renderReply(REPLY)).toBe('Khai sinh\nGiấy tờ:\n• Tờ khai\n  1. Lệ phí');
});

it('has headings that stand out where a terminal shows it', () => {
  expect(renderReply(REPLY, true)).toBe(
    '\u001b[1mKhai sinh\u001b[0m\n\u001b[1mGiấy tờ:\u001b[0m\n• Tờ khai\n  1. Lệ phí',
  );
});
