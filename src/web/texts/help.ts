import type { Language } from './texts.js';

/** How to use the chat, in every language; loaded when it is wanted. */
export const HELP: Readonly<Record<Language, readonly string[]>> = {
  vi: [
    'Gõ câu hỏi như nói chuyện, có dấu hay không dấu đều được; bấm một nút dưới câu trả lời để hỏi tiếp.',
    'Hồ sơ đã nộp: gửi mã trên giấy hẹn, rồi bốn số cuối của số điện thoại hoặc giấy tờ đã khai.',
    'Góc trên: cỡ chữ, tiếng Anh, xóa lịch sử.',
    'Cần người thật: nhắn “gặp cán bộ”. Việc khẩn cấp: gọi 113, 114, 115.',
  ],
  en: [
    'Ask in your own words, in English or Vietnamese; tap a button under an answer to go on.',
    'A dossier you have filed: send the code on your receipt, then the last four digits of the phone or identity number you gave.',
    'At the top: text size, language, clear history.',
    'To reach a person: write “talk to an officer”. In an emergency call 113, 114 or 115.',
  ],
};
