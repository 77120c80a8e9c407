import { it } from 'vitest';
import type { Unit } from '../../../src/units/unit.js';
import { check, type World } from '../../support/transcript.js';

const unit = (code: string, name: string, hours: string): Unit => ({
  code,
  name,
  parentCode: 'H21',
  address: null,
  phone: '0269 000 111',
  hours: { mon: [{ from: hours, to: '16:00' }] } as Unit['hours'],
  closures: [],
  sessions: [],
  duty: null,
  source: null,
  checkedOn: null,
});
const WORLD: World = {
  procedures: [],
  units: [
    unit('H21.17', 'Trung tâm Phục vụ hành chính công phường Pleiku', '07:30'),
    unit('H21.20', 'Chi nhánh Văn phòng đăng ký đất đai khu vực Pleiku', '08:15'),
    unit('H21.15', 'Công an phường Pleiku', '08:45'),
  ],
};

it.each([
  ['văn phòng đất đai mở cửa lúc mấy giờ', '08:15'],
  ['ben cong an may gio bat dau lam viec', '08:45'],
])('%s: the hours of that office', async (said, hours) => {
  await check(WORLD, `> ${said}\n= office\n${hours}\n! 07:30`);
});

it('holidays are told as far as they are recorded', async () => {
  await check(
    WORLD,
    '> ngày lễ sắp tới trung tâm có mở không\n= office\nNgày nghỉ lễ, Tết sắp tới ghi ở đây: 24/11/2026',
  );
});

it('a day that has passed is said to have passed', async () => {
  await check(WORLD, '> 17/11 trung tâm có mở cửa không\nNgày 17/11/2026 đã qua\n17/11/2027');
});
