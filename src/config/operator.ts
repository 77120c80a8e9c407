/** The settings that say who runs this. `.env.example` explains each for an operator. */
import { z } from 'zod';

const said = z.string().trim().max(200).optional();

/** Who runs this, as the environment says it. */
export const OPERATOR_SETTINGS = {
  OPERATOR_NAME: said,
  OPERATOR_LOGO: z
    .string()
    .trim()
    .regex(/^https?:\/\/\S+$|\.(?:png|svg|jpe?g|webp)$/i)
    .optional(),
  OPERATOR_ADDRESS: said,
  OPERATOR_PHONE: said,
  OPERATOR_HOURS: said,
  OPERATOR_PRIVACY_URL: z.url({ protocol: /^https?$/ }).optional(),
};
type Settings = z.infer<z.ZodObject<typeof OPERATOR_SETTINGS>>;

/** What is told of a setting that cannot be read: what belongs there. */
export const OPERATOR_REMEDIES: Record<keyof Settings, string> = {
  OPERATOR_NAME: 'tên cơ quan, tối đa 200 ký tự, ví dụ OPERATOR_NAME=UBND phường Pleiku',
  OPERATOR_LOGO: 'tệp .png, .svg, .jpg, .webp, hoặc địa chỉ http(s), ví dụ OPERATOR_LOGO=./quoc-huy.svg',
  OPERATOR_ADDRESS: 'địa chỉ, tối đa 200 ký tự',
  OPERATOR_PHONE: 'số điện thoại, ví dụ OPERATOR_PHONE=0269 000 111',
  OPERATOR_HOURS: 'giờ làm việc bằng lời, ví dụ OPERATOR_HOURS=Thứ 2–6, 7:30–11:30, 13:30–17:00',
  OPERATOR_PRIVACY_URL: 'địa chỉ trang nói về dữ liệu cá nhân, ví dụ https://phuong.gov.vn/du-lieu',
};

/** Who runs this; null = not set, and the unit at the top tells it where it is known. `logo`: a file or an address. */
export type OperatorConfig = {
  name: string | null;
  logo: string | null;
  address: string | null;
  phone: string | null;
  hours: string | null;
  privacyUrl: string | null;
};

/** Turns the settings into what the program works with. */
export function operatorConfig(settings: Settings): OperatorConfig {
  return {
    name: settings.OPERATOR_NAME ?? null,
    logo: settings.OPERATOR_LOGO ?? null,
    address: settings.OPERATOR_ADDRESS ?? null,
    phone: settings.OPERATOR_PHONE ?? null,
    hours: settings.OPERATOR_HOURS ?? null,
    privacyUrl: settings.OPERATOR_PRIVACY_URL ?? null,
  };
}
