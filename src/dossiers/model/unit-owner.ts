/**
 * Whose code it is: the province or ministry behind the letter and two digits that open a unit code. Pure.
 * Provinces: the 63 of before 1 July 2025 in alphabetical order. Old dossiers keep their old code for good,
 * so those codes still name the old province, with the present one as its successor.
 */

const OLD_PROVINCES = [
  'An Giang|Bắc Giang|Bắc Kạn|Bạc Liêu|Bắc Ninh|Bà Rịa – Vũng Tàu|Bến Tre|Bình Định|Bình Dương|Bình Phước',
  'Bình Thuận|Cà Mau|Cần Thơ|Cao Bằng|Đắk Lắk|Đắk Nông|Đà Nẵng|Điện Biên|Đồng Nai|Đồng Tháp',
  'Gia Lai|Hà Giang|Hải Dương|Hải Phòng|Hà Nam|Hà Nội|Hà Tĩnh|Hòa Bình|TP. Hồ Chí Minh|Hậu Giang',
  'Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lâm Đồng|Lạng Sơn|Lào Cai|Long An|Nam Định',
  'Nghệ An|Ninh Bình|Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|Quảng Ninh|Quảng Trị',
  'Sóc Trăng|Sơn La|Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|Huế|Tiền Giang|Trà Vinh|Tuyên Quang',
  'Vĩnh Long|Vĩnh Phúc|Yên Bái',
]
  .join('|')
  .split('|');

/** From 1 July 2025: the code kept, and the codes it took over. */
const ABSORBED: Record<string, readonly string[]> = {
  H01: ['H33'],
  H05: ['H02'],
  H12: ['H04'],
  H13: ['H30', 'H51'],
  H15: ['H45'],
  H17: ['H47'],
  H19: ['H10'],
  H20: ['H58'],
  H21: ['H08'],
  H24: ['H23'],
  H29: ['H09', 'H06'],
  H31: ['H54'],
  H32: ['H43'],
  H36: ['H11', 'H16'],
  H38: ['H63'],
  H42: ['H25', 'H40'],
  H44: ['H62', 'H28'],
  H48: ['H34'],
  H50: ['H46'],
  H53: ['H39'],
  H55: ['H03'],
  H60: ['H22'],
  H61: ['H07', 'H59'],
};

const MINISTRIES: Record<string, string> = {
  G01: 'Bộ Công an',
  G02: 'Bộ Công Thương',
  G03: 'Bộ Giáo dục và Đào tạo',
  G04: 'Bộ Xây dựng',
  G05: 'Bộ Kế hoạch và Đầu tư',
  G06: 'Bộ Khoa học và Công nghệ',
  G07: 'Bộ Lao động – Thương binh và Xã hội',
  G08: 'Bộ Ngoại giao',
  G09: 'Bộ Nội vụ',
  G10: 'Bộ Nông nghiệp và Môi trường',
  G11: 'Bộ Quốc phòng',
  G12: 'Bộ Tài chính',
  G14: 'Bộ Thông tin và Truyền thông',
  G15: 'Bộ Tư pháp',
  G16: 'Bộ Văn hóa, Thể thao và Du lịch',
  G17: 'Bộ Xây dựng',
  G18: 'Bộ Y tế',
  G19: 'Ngân hàng Nhà nước Việt Nam',
  G21: 'Bộ Dân tộc và Tôn giáo',
  G22: 'Văn phòng Chính phủ',
  G27: 'Đài Tiếng nói Việt Nam',
};

/** Ministries dissolved in 2025 and the one that took over most of their work. */
const MINISTRY_SUCCESSORS: Record<string, string> = { G05: 'G12', G07: 'G09', G14: 'G06' };

const PROVINCES = new Map(OLD_PROVINCES.map((name, i) => [`H${String(i + 1).padStart(2, '0')}`, name]));

const SUCCESSORS = new Map([
  ...Object.entries(ABSORBED).flatMap(([kept, absorbed]) => absorbed.map((code) => [code, kept] as const)),
  ...Object.entries(MINISTRY_SUCCESSORS),
]);

const KINDS: Record<string, UnitOwner['kind']> = { H: 'province', G: 'ministry' };

/** Who issued a code: `other` covers the Party, the National Assembly, the courts and whatever is not known. */
export type UnitOwner = {
  kind: 'province' | 'ministry' | 'other';
  /** Name as it was when the code was given, without "tỉnh"; null = the code is in no list we have. */
  name: string | null;
  /** Who it belongs to now, where that is another province (since 1 July 2025) or ministry. */
  successor?: { code: string; name: string };
};

/**
 * The province, ministry or other body behind a unit code (`H33.12` → Kiên Giang, now An Giang).
 * Only the first three characters are read. Names are Vietnamese proper names.
 */
export function describeOwner(unitCode: string): UnitOwner {
  const code = unitCode.slice(0, 3).toUpperCase();
  const name = ownName(code);
  const kind = KINDS[code.charAt(0)] ?? 'other';
  const successorCode = SUCCESSORS.get(code);
  const successorName = successorCode === undefined ? null : ownName(successorCode);
  if (successorCode === undefined || successorName === null) return { kind, name };
  return { kind, name, successor: { code: successorCode, name: successorName } };
}

function ownName(code: string): string | null {
  return PROVINCES.get(code) ?? MINISTRIES[code] ?? null;
}
