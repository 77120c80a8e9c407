import { describe, expect, it, test } from 'vitest';
import { mapPapers, type SourcePaper } from '../../../src/catalogue/import/papers.js';

const row = (name: string, over: Partial<SourcePaper> = {}): SourcePaper => ({
  name,
  originals: 1,
  copies: 0,
  case: null,
  forms: [],
  code: null,
  ...over,
});
const none = { originals: 0, copies: 0 };
const papersAndNotes = (rows: SourcePaper[]) =>
  mapPapers(rows)?.map(({ name, papers, notes }) => [name, papers.map((paper) => paper.name), notes]);

describe('a row is a note', () => {
  test.each([
    [
      'when it says so, whatever copies the source claims',
      row('Lưu ý: hồ sơ viết bằng tiếng Việt', { copies: 1 }),
    ],
    ['when it is an example', row('Ví dụ: giấy chứng nhận kết hôn')],
    ['when it counts the sets', row('Số lượng hồ sơ: 01 bộ')],
    ['when it is a numbered count of sets', row('2/ Số lượng hồ sơ: 01 (bộ)', none)],
    [
      'when it is a rule for a case and asks for no copies',
      row('Trường hợp đã có dữ liệu thì không phải nộp.', none),
    ],
    ['when it tells an official what to do', row('Người tiếp nhận có trách nhiệm kiểm tra.', none)],
    ['when it is a heading', row('- Trường hợp thuê nhà ở xã hội:', { copies: 1 })],
    [
      'when its case is a heading of notes',
      row('Giấy tờ nước ngoài phải hợp pháp hóa.', { ...none, case: '* Lưu ý :' }),
    ],
  ])('%s', (_, paper) => {
    expect(mapPapers([paper])?.[0]).toMatchObject({ name: null, papers: [], notes: [expect.any(String)] });
  });
});

describe('a row is a paper', () => {
  test.each([
    ['when it asks for a copy, even for a case', row('Trường hợp mang thai hộ phải có văn bản xác nhận.')],
    ['when it names a paper without a number', row('+ Tờ khai hải quan;', none)],
    ['when the text names the number', row('Trường hợp mua bán: hợp đồng 01 bản chụp', none)],
    ['when it has a form', row('Đối với tổ chức', { ...none, forms: ['mau-01.doc'] })],
    [
      'when the source does not say how many',
      row('Đối với cá nhân: hộ chiếu', { originals: null, copies: null }),
    ],
  ])('%s', (_, paper) => {
    expect(mapPapers([paper])?.[0]).toMatchObject({ papers: [{}], notes: [] });
  });
});

it('reads the number of copies from the text where the source has zero', () => {
  const [group] =
    mapPapers([
      row('Tờ khai: 02 bản chính', none),
      row('Hóa đơn: 01 bản chụp', none),
      row('Giấy phép', none),
    ]) ?? [];
  expect(group?.papers.map(({ originals, copies }) => [originals, copies])).toEqual([
    [2, null],
    [null, 1],
    [null, null],
  ]);
});

it('tells papers handed in from papers shown, and keeps both in the general case', () => {
  const [group, ...others] =
    mapPapers([
      row('Giấy chứng sinh', { case: '* Giấy tờ phải nộp:' }),
      row('Hộ chiếu', { case: '* Giấy tờ phải xuất trình:' }),
    ]) ?? [];
  expect(others).toEqual([]);
  expect(group).toMatchObject({ name: null, papers: [{ use: 'submit' }, { use: 'show' }] });
});

it('groups by case and shortens its heading', () => {
  expect(
    papersAndNotes([
      row('Tờ khai', { case: 'Đăng ký theo danh sách, hồ sơ gồm:' }),
      row('Đơn', { case: 'Thành phần hồ sơ:' }),
      row('Danh sách', { case: 'Đăng ký theo danh sách, hồ sơ gồm:' }),
    ]),
  ).toEqual([
    ['Đăng ký theo danh sách', ['Tờ khai', 'Danh sách'], []],
    [null, ['Đơn'], []],
  ]);
});

it('drops repeats and rows without words; nothing at all is unknown', () => {
  expect(papersAndNotes([row('Đơn'), row('Đơn'), row(' + ')])).toEqual([[null, ['Đơn'], []]]);
  expect(mapPapers([])).toBeNull();
});
