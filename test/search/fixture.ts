/** A catalogue of a few procedures and the shipped vocabulary, for the search tests. */
import { readdirSync, readFileSync } from 'node:fs';
import type { SearchDocument } from '../../src/search/document.js';
import { compileLexicon, parseLexicon } from '../../src/search/lexicon.js';

const folder = new URL('../../prisma/seed/lexicon/', import.meta.url);

export const shippedFiles: Record<string, string> = Object.fromEntries(
  readdirSync(folder).map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]),
);
export const shippedEntries = parseLexicon(shippedFiles);
export const shipped = compileLexicon(shippedEntries);

export function document(code: string, name: string, more: Partial<SearchDocument> = {}): SearchDocument {
  return {
    code,
    name,
    plainName: null,
    englishName: null,
    everydayNames: [],
    field: null,
    agency: null,
    levels: ['Cấp xã'],
    papers: [],
    results: [],
    subjects: ['Công dân Việt Nam'],
    keywords: [],
    local: false,
    detailed: true,
    abolished: false,
    ...more,
  };
}

export const few: SearchDocument[] = [
  document('1.001193', 'Thủ tục đăng ký khai sinh', {
    plainName: 'Làm giấy khai sinh',
    everydayNames: ['khai sinh cho con'],
    field: 'Hộ tịch',
  }),
  document('1.004884', 'Thủ tục đăng ký lại khai sinh', {
    plainName: 'Làm lại giấy khai sinh',
    field: 'Hộ tịch',
  }),
  document('2.000528', 'Thủ tục đăng ký khai sinh có yếu tố nước ngoài', { field: 'Hộ tịch' }),
  document('1.000894', 'Thủ tục đăng ký kết hôn', { plainName: 'Đăng ký kết hôn', field: 'Hộ tịch' }),
  document('2.000806', 'Thủ tục đăng ký kết hôn có yếu tố nước ngoài', { field: 'Hộ tịch' }),
  document('1.000656', 'Thủ tục đăng ký khai tử', { plainName: 'Làm giấy khai tử', field: 'Hộ tịch' }),
  document('1.004873', 'Thủ tục cấp Giấy xác nhận tình trạng hôn nhân', {
    plainName: 'Giấy xác nhận độc thân',
  }),
  document('2.000815', 'Chứng thực bản sao từ bản chính giấy tờ, văn bản', { plainName: 'Sao y bản chính' }),
  document('1.004222', 'Đăng ký thường trú', { plainName: 'Nhập hộ khẩu' }),
  document('1.004194', 'Đăng ký tạm trú', { plainName: 'Đăng ký tạm trú' }),
  document('1.002755', 'Gia hạn tạm trú', { plainName: 'Gia hạn tạm trú' }),
  document('1.014063', 'Cấp đổi thẻ căn cước', { plainName: 'Đổi thẻ căn cước' }),
  document('1.014064', 'Cấp lại thẻ căn cước', { plainName: 'Làm lại căn cước bị mất' }),
  document('1.014061', 'Cấp thẻ căn cước cho người từ đủ 14 tuổi trở lên', { plainName: 'Làm căn cước' }),
  document('3.000347', 'Đổi giấy phép lái xe', { plainName: 'Đổi bằng lái xe' }),
  document('3.000348', 'Cấp lại giấy phép lái xe', { plainName: 'Làm lại bằng lái xe bị mất' }),
  document('1.001456', 'Cấp hộ chiếu phổ thông ở trong nước', { plainName: 'Làm hộ chiếu' }),
  document('1.001612', 'Đăng ký thành lập hộ kinh doanh', { plainName: 'Mở hộ kinh doanh' }),
  document('1.013225', 'Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ', {
    plainName: 'Xin phép xây nhà',
  }),
  document('1.012786', 'Cấp lại Giấy chứng nhận do bị mất', {
    plainName: 'Làm lại sổ đỏ bị mất',
    field: 'Đất đai',
  }),
];
