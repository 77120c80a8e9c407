/** The commands by name. What one does is loaded when it is called: none waits for what only others need. */
import type { Command } from 'commander';
import { loadMoving } from './calendar/calendar-change.js';
import type { CommandContext } from './command.js';

/** Gives a command its options, its subcommands and what it does. */
export type Complete = (command: Command, context: CommandContext) => void;

type Entry = { usage: string; about: string; load(): Promise<Complete> };

/** Every command: how it is called, what it does, and its module, loaded when it is called. */
export const COMMANDS: readonly Entry[] = [
  {
    usage: 'ask [câu-hỏi...]',
    about: 'hỏi một câu, hoặc nhiều câu từ đầu vào chuẩn (--jsonl)',
    load: async () => (await import('./questions/ask.js')).addAsk,
  },
  {
    usage: 'chat',
    about: 'trò chuyện như người dân, ngay trong cửa sổ lệnh',
    load: async () => (await import('./questions/ask.js')).addChat,
  },
  {
    usage: 'eval <tệp>',
    about: 'đo trên tệp câu hỏi có nhãn (JSON-lines): bảng theo kiểu câu hỏi',
    load: async () => (await import('./questions/ask.js')).addEval,
  },
  {
    usage: 'catalogue',
    about: 'danh mục thủ tục: nhập, xuất, công bố, kiểm tra',
    load: async () => (await import('./catalogue/catalogue.js')).addCatalogueCommands,
  },
  {
    usage: 'knowledge',
    about: 'điều dân hay hỏi thêm về thủ tục: xem, thêm, gỡ',
    load: async () => (await import('./catalogue/knowledge.js')).addKnowledgeCommands,
  },
  {
    usage: 'unit',
    about: 'đơn vị: tên, địa chỉ, điện thoại, giờ làm việc, ngày nghỉ riêng',
    load: async () => (await import('./offices/unit.js')).addUnitCommands,
  },
  {
    usage: 'hotlines',
    about: 'các số khẩn cấp được nói ra: nguồn và ngày đối chiếu',
    load: async () => (await import('./offices/hotlines.js')).addHotlines,
  },
  {
    usage: 'phrases [bộ]',
    about: 'câu bằng tiếng Jrai, Ba Na, Khmer do cán bộ duyệt: đã duyệt bao nhiêu, từng câu',
    load: async () => (await import('./offices/phrases.js')).addPhrases,
  },
  {
    usage: 'lexicon',
    about: 'từ vựng: cách người dân gọi → từ chính thức',
    load: async () => (await import('./catalogue/lexicon.js')).addLexiconCommands,
  },
  {
    usage: 'search',
    about: 'máy tìm: vì sao một câu được trả lời, hỏi lại hay từ chối',
    load: async () => (await import('./questions/search.js')).addSearchCommands,
  },
  {
    usage: 'questions',
    about: 'câu hỏi người dân để lại cho cán bộ',
    load: async () => (await import('./questions/desk.js')).addQuestionCommands,
  },
  {
    usage: 'reports',
    about: 'báo “thông tin này sai” về các thủ tục',
    load: async () => (await import('./questions/desk.js')).addReportsCommands,
  },
  {
    usage: 'ratings',
    about: 'đánh giá “hữu ích / chưa” theo thủ tục, kém hữu ích nhất trước',
    load: async () => (await import('./questions/desk.js')).addRatings,
  },
  {
    usage: 'dossier',
    about: 'hồ sơ: xem, nạp từ tệp, đổi trạng thái, kiểm tra',
    load: async () => (await import('./dossiers/dossier.js')).addDossierCommands,
  },
  {
    usage: 'staff',
    about: 'quyền của cán bộ và phần mềm',
    load: async () => (await import('./offices/staff.js')).addStaffCommands,
  },
  {
    usage: 'due',
    about: 'ngày hẹn trả: tính từ lúc nhận và thời hạn; --explain kể từng ngày',
    load: async () => (await import('./calendar/due.js')).addDue,
  },
  {
    usage: 'holiday',
    about: 'ngày nghỉ lễ và ngày làm bù: xem, thêm, rút, xác nhận; kể hồ sơ bị đổi ngày hẹn',
    load: async () => (await import('./calendar/holiday.js')).addHolidayCommands,
  },
  {
    usage: 'report',
    about: 'số liệu giải quyết hồ sơ',
    load: async () => (await import('./dossiers/report.js')).addReportCommands,
  },
  {
    usage: 'inbox',
    about: 'tin nhắn từ Zalo, Telegram: đang chờ, đã xong, để riêng vì lỗi',
    load: async () => (await import('./operations/inbox.js')).addInboxCommands,
  },
  {
    usage: 'outbox',
    about: 'thông báo gửi đi: đang chờ, đã gửi, lỗi; kênh đang tạm dừng',
    load: async () => (await import('./operations/outbox.js')).addOutboxCommands,
  },
  {
    usage: 'banner',
    about: 'câu báo cho mọi người trên mọi kênh: đặt, gỡ, xem',
    load: async () => (await import('./operations/banner.js')).addBannerCommands,
  },
  {
    usage: 'place',
    about: 'địa danh cũ → phường, xã hiện nay',
    load: async () => (await import('./offices/place.js')).addPlaceCommands,
  },
  {
    usage: 'zalo',
    about: 'kênh Zalo: đăng nhập Official Account, tình trạng',
    load: async () => (await import('./operations/zalo.js')).addZaloCommands,
  },
  {
    usage: 'backup <tệp>',
    about: 'sao lưu toàn bộ dữ liệu vào một tệp, cả khi máy chủ đang chạy',
    load: async () => (await import('./operations/backup.js')).addBackup,
  },
  {
    usage: 'restore <tệp>',
    about: 'xem một bản sao lưu và so với dữ liệu hiện nay; --apply: khôi phục, cả khi máy chủ đang chạy',
    load: async () => (await import('./operations/restore.js')).addRestore,
  },
  {
    usage: 'migrate-to',
    about: 'chép cơ sở dữ liệu nhúng sang PostgreSQL (máy chủ phải dừng)',
    load: async () => (await import('./operations/migrate-to.js')).addMigrateTo,
  },
];

/**
 * Loads them all. A server does so at its start: what it would load later may by then have been replaced by a newer
 * build.
 */
export async function loadCommands(): Promise<void> {
  await Promise.all([loadMoving(), ...COMMANDS.map(({ load }) => load())]);
}
