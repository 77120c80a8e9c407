import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { emergencyIn } from '../../../src/conversation/reading/details/danger.js';
import { check, procedureOf, type World } from '../../support/transcript.js';

const DANGERS: Record<string, string[]> = {
  fire: [
    'cháy nhà rồi cứu với',
    'nha tui dang chay cuu vs',
    'nha hang xom chay to qua',
    'cháyyyy nhà',
    'xì gas trong bếp',
    'my house is on fire',
  ],
  violence: [
    'tôi bị cướp',
    'chong danh toi',
    'ck e say rượu đánh e',
    'có người cầm dao đòi chém tôi',
    'no doa giet toi',
    'có trộm vào nhà',
    'someone is breaking in to my house',
  ],
  medical: [
    'cấp cứu',
    'bố tôi ngất xỉu rồi gọi ai',
    'me toi bi dot quy roi',
    'có tai nạn giao thông, nhiều người bị thương',
    'he is not breathing',
  ],
  child: [
    'hàng xóm đánh đập con nhỏ',
    'bao hanh tre em',
    'bé nhà bên bị bố đánh',
    'a man is beating a child',
  ],
  water: [
    'có người đuối nước',
    'co nguoi bi duoi nuoc',
    'chìm ghe rồi',
    'nước lũ ngập tới mái, kẹt trên mái nhà',
  ],
  suicide: [
    'tôi muốn chết',
    'toi k muon song nua',
    'em muốn tự tử',
    'i want to die',
    'bạn tôi định nhảy cầu',
  ],
  unclear: ['cứu tôi với', 'cuu voi', 'help, emergency'],
};

const HARMLESS = [
  'giấy phép phòng cháy chữa cháy',
  'giay phep phong chay chua chay',
  'giấy báo tử',
  'trợ cấp tai nạn lao động',
  'đăng ký cấp cứu thú y',
  'bảo hiểm tai nạn',
  'bị mất trộm giấy tờ',
  'bị trộm mất ví có căn cước',
  'cháy nhà mất hết giấy tờ phải làm lại thế nào',
  'sổ đỏ bị cháy xin cấp lại',
  'khai tử cho người chết đuối',
  'người tự tử có được làm giấy khai tử không',
  'chồng hay đánh đập muốn ly hôn cần giấy tờ gì',
  'cấm tiếp xúc bạo lực gia đình',
  'tu tu da, toi lam lai ho so',
  'cấp phép hoạt động trạm cấp cứu',
  'hỗ trợ khẩn cấp cho hộ bị lũ cuốn trôi nhà',
  'nha xe chay tuyen co dinh',
  'danh mat cccd',
  'em co bi danh khac',
  'so do cu toi de dau',
  'không muốn sống với chồng nữa, muốn ly hôn',
  'quán ăn chay cần giấy phép gì',
  'my passport was stolen',
  'fire safety certificate',
  'accident insurance',
];

describe('danger', () => {
  it.each(Object.entries(DANGERS).flatMap(([kind, texts]) => texts.map((text) => [text, kind] as const)))(
    'is seen in "%s": %s',
    (text, kind) => {
      expect(emergencyIn(text)?.kinds).toContain(kind);
    },
  );

  it.each(HARMLESS)('is not seen in "%s"', (text) => {
    expect(emergencyIn(text)).toBeNull();
  });

  const folder = process.env.MOTCUA_REFERENCE;
  const files = ['questions', 'portal-questions'].map((name) => `${folder}/eval/${name}.jsonl`);
  it.skipIf(!folder || !files.every((file) => existsSync(file)))(
    'is seen in no labelled question about procedures or dossiers (needs MOTCUA_REFERENCE)',
    () => {
      const rows = files.flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean));
      const seen = rows
        .map((row): { q: string; kind: string } => JSON.parse(row))
        .filter(({ q, kind }) => kind !== 'out_of_scope' && emergencyIn(q) !== null);
      expect(seen).toEqual([]);
    },
  );
});

describe('the answer to danger', () => {
  const birth = procedureOf({ code: '1.001193', name: 'Thủ tục đăng ký khai sinh', place: 'UBND cấp xã' });
  const world: World = { procedures: [birth] };

  it('comes first, with the numbers, and what was spoken of stays', async () => {
    await check(
      world,
      `> thủ tục 1.001193
       > cháy nhà rồi, có người bị thương
       = emergency
       gọi ngay 114
       gọi ngay 115
       không báo tin thay
       > nộp ở đâu
       = procedure 1.001193`,
    );
  });

  it('is calm for those in distress', async () => {
    await check(world, '> tôi muốn chết\nTôi rất tiếc\n115\n111\n! 113');
  });

  it('is in the language of the cry, or the one that was chosen', async () => {
    await check(world, '> my house is on fire\ncall 114 now\n> đuối nước\ngọi ngay 112');
    await check(world, '> English please\n> cháy nhà\ncall 114 now');
  });

  it('is read aloud digit by digit', async () => {
    const turn = await check(world, '> cấp cứu');
    expect(turn.replies[0]?.speech).toContain('gọi ngay một một năm');
  });
});
