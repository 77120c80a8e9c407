import { describe, expect, it } from 'vitest';
import type { DossierCard } from '../../../src/conversation/message.js';
import type { HolderView } from '../../../src/dossiers/look-up/look-up.js';
import { openedReply } from '../../support/dossier-reply.js';
import { at, VIEW } from '../../support/holder-view.js';

const done = { status: 9 as const, settledAt: at(20) };
const STATES: Record<string, Partial<HolderView>> = {
  sent: { status: 1, dueAt: null, dueOriginal: null },
  received: { status: 2 },
  refused: { status: 3, reason: 'Sai mẫu' },
  working: { status: 4, heldBy: { unit: 'H21.17', name: null } },
  late: { status: 4, dueAt: at(19), lateness: 'late' },
  missing: { status: 5, missing: ['Giấy chứng sinh'], reason: 'Thiếu giấy' },
  fee: { status: 6, amount: 700_000 },
  withdrawn: { status: 7 },
  stopped: { status: 8, subState: 'stopped' },
  paused: { status: 8, subState: 'paused' },
  ready: done,
  posted: { ...done, subState: 'posted' },
  handed: { status: 10, settledAt: at(20) },
  parts: {
    parts: [
      {
        code: 'H21.17-261116-0013',
        procedureCode: '1.001193',
        settlingUnit: 'H21.17',
        status: 4,
        dueAt: at(27),
      },
    ],
  },
};

async function cardOf(view: Partial<HolderView>): Promise<{ card: DossierCard; text: string }> {
  const { dossierCard, text } = await openedReply(view);
  if (!dossierCard) throw new Error('no card');
  return { card: dossierCard, text };
}

const steps = (card: DossierCard) =>
  card.steps.map(({ label, at: where }) => ({ done: '✓', now: '●', ahead: '' })[where] + label).join(' › ');

describe('a dossier as a card', () => {
  it.each(Object.entries(STATES))('%s: tells what the text tells, and never more', async (_, view) => {
    const { card, text } = await cardOf(view);
    const { state, facts, notes, due, next, office, parts, follow } = card;
    const told = [
      card.title,
      ...facts.flatMap(({ label, values }) => [label, ...values]),
      ...Object.values(state),
      ...notes,
      ...due.told,
      ...(due.date ? [due.date.split('-').reverse().join('/')] : []),
      next.told,
      ...next.missing,
      next.by,
      ...(office ? [office.name, office.address, office.phone] : []),
      ...parts,
      ...follow.flatMap(({ channel, url, say }) => [channel, url, say]),
    ];
    for (const one of told) expect(text).toContain(one ?? '');
  });

  it('shows the way it goes, and none where it goes no further', async () => {
    const shown = async (name: string) => steps((await cardOf(STATES[name] ?? {})).card);
    expect(await shown('sent')).toBe('●Đã gửi, chờ tiếp nhận › Đang giải quyết › Có kết quả › Trả kết quả');
    expect(await shown('working')).toBe('✓Đã nhận › ●Đang giải quyết › Có kết quả › Trả kết quả');
    expect(await shown('missing')).toBe('✓Đã nhận › ●Chờ anh/chị › Có kết quả › Trả kết quả');
    expect(await shown('posted')).toBe('✓Đã nhận › ✓Đang giải quyết › ✓Có kết quả › ●Đã gửi bưu điện');
    expect(await shown('handed')).toBe('✓Đã nhận › ✓Đang giải quyết › ✓Có kết quả › ✓Trả kết quả');
    for (const ended of ['refused', 'withdrawn', 'stopped']) expect(await shown(ended)).toBe('');
  });

  it('has a day to look forward to only while there is one', async () => {
    expect((await cardOf({})).card.due.date).toBe('2026-11-27');
    for (const none of ['sent', 'refused', 'withdrawn', 'stopped', 'ready', 'handed'])
      expect([none, (await cardOf(STATES[none] ?? {})).card.due.date]).toEqual([none, null]);
  });

  it('stands for the blocks from its title on, the ways to follow it included', async () => {
    const { blocks, dossierCard: card, dossier } = await openedReply();
    const from = blocks.findIndex((block) => block.type === 'title' && block.text === card?.title);
    const rest = JSON.stringify(blocks.slice(from + (card?.blocks ?? 0)));
    expect(rest).not.toMatch(/Pleiku|27\/11|t\.me|zalo/);
    expect(rest).toContain('15 phút');
    // What is laid out goes with the text.
    expect(dossier?.inside?.seconds).toBe(900);
    expect(card?.code).toBe(VIEW.code);
  });
});
