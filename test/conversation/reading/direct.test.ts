import { describe, expect, it } from 'vitest';
import { EMPTY_STATE, type ReadingState } from '../../../src/conversation/reading/state.js';
import { stateOf } from '../../../src/conversation/reading-state.js';
import { openSession } from '../../../src/conversation/session.js';
import { lookupsOf } from '../../support/transcript.js';

const { read } = lookupsOf({ procedures: [] });
const reading = (text: string, state: ReadingState = EMPTY_STATE) => read(text, state, '2026-11-21');
const kinds = (text: string, state?: ReadingState) => reading(text, state).direct.map(({ kind }) => kind);

const fresh = openSession(null);
const offered = stateOf({
  ...fresh,
  choices: [
    { label: 'Làm giấy khai sinh', send: 'thủ tục 1.001193' },
    { label: 'Đăng ký kết hôn', send: 'lệ phí thủ tục 1.000894' },
  ],
});

describe('what is said outright', () => {
  it.each([
    ['nhà tôi đang cháy', 'danger'],
    ['theo dõi H21.17-261116-0012', 'following'],
    ['mã tại quầy K7MPQ-9PDMH', 'letIn'],
    ['H7KQ-9PDM', 'questionCode'],
    ['xem dữ liệu của tôi', 'ownData'],
    ['tôi đồng ý', 'consent'],
    ['hồ sơ của tôi bị trả lại', 'returned'],
    ['ai đã xem', 'whyOrSeen'],
    ['để lại câu hỏi', 'leaving'],
    ['phường Yên Đỗ, Pleiku', 'places'],
    ['giấy khai sinh bị mất', 'lost'],
  ])('%s: %s', (text, kind) => expect(kinds(text)).toContain(kind));

  it('is nothing of that in a question about a procedure', () => {
    expect(kinds('làm giấy khai sinh cần giấy tờ gì')).toEqual([]);
  });

  it('leaves the act that won as it is, with its details', () => {
    const awaiting = stateOf({
      ...fresh,
      awaiting: { code: 'H21.17-261116-0012', until: '2026-11-21T03:00:00Z' },
    });
    expect(reading('cả hai 5678', awaiting).won).toEqual({ kind: 'digits', groups: ['5678'], both: true });
  });
});

describe('a choice', () => {
  it.each(['2', 'cái thứ hai', 'số 2'])('by its number is what it sends: %s', (text) => {
    const { direct, sent } = reading(text, offered);
    expect(direct).toContainEqual({ kind: 'number' });
    expect(sent?.won).toMatchObject({ kind: 'command', command: { code: '1.000894', attribute: 'fee' } });
  });

  it('that is a button is read as that, and offers nothing further', () => {
    const { sent } = reading('1', offered);
    expect(sent?.won).toEqual({
      kind: 'command',
      command: { kind: 'view', code: '1.001193', attribute: null, page: 1 },
    });
    expect(sent?.sent).toBeNull();
  });

  it('by a number that none has is none', () => {
    expect(reading('7', offered)).toMatchObject({ sent: null });
  });
});

describe('a question for the desk', () => {
  const asking = stateOf({ ...fresh, asking: true });
  const draft = stateOf({ ...fresh, draft: { text: 'câu hỏi', until: '2026-11-21T03:00:00Z' } });

  it.each([
    ['đất nhà tôi có bị thu hồi không', asking, { does: 'show', text: 'đất nhà tôi có bị thu hồi không' }],
    ['thôi', asking, { does: 'cancel' }],
    ['đồng ý gửi', draft, { does: 'send' }],
    ['sửa lại: mấy giờ quầy mở cửa', draft, { does: 'show', text: 'mấy giờ quầy mở cửa' }],
    ['sửa lại', draft, { does: 'ask' }],
    ['xóa câu hỏi đó đi', draft, { does: 'cancel' }],
  ])('%s', (text, state, left) => {
    expect(reading(text, state).direct).toContainEqual({ kind: 'left', ...left });
  });

  it('is none where none is awaited', () => expect(kinds('đất nhà tôi có bị thu hồi không')).toEqual([]));
});
