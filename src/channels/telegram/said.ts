/** What an operator is told about the Telegram channel, in Vietnamese. */
export const said = {
  polling: (bot: string) => `Telegram: ${bot} đang nhận tin (polling).`,
  webhook: (bot: string, url: string) => `Telegram: ${bot} nhận tin qua webhook ${url}.`,
  noPublicUrl: (bot: string) =>
    `Telegram: ${bot}, webhook chưa đăng ký vì chưa đặt PUBLIC_URL. Đặt PUBLIC_URL rồi khởi động lại, hoặc tự gọi ` +
    'setWebhook (docs/telegram.md). Tin Telegram gửi đến vẫn được nhận.',
  webhookRefused: (url: string, reason: string) =>
    `Telegram không nhận webhook ${url} (${reason}). PUBLIC_URL phải là https, cổng 443, 80, 88 hoặc 8443, mở ra ` +
    'Internet. Sửa PUBLIC_URL rồi khởi động lại, hoặc đặt TELEGRAM_MODE=polling.',
  wrongToken:
    'Telegram: token sai hoặc đã bị thu hồi, kênh Telegram đang tắt. Lấy token ở @BotFather (/mybots → API Token), ' +
    'sửa TELEGRAM_BOT_TOKEN rồi khởi động lại.',
  outOfReach: (apiRoot: string, reason: string) =>
    `Telegram: chưa gọi được ${apiRoot} (${reason}); sẽ thử lại cho đến khi được. Nếu kéo dài: kiểm tra mạng, DNS, ` +
    'tường lửa của máy chủ.',
  waiting: (apiRoot: string) => `Telegram: ${apiRoot} chưa trả lời; vẫn đang thử, xem tiếp trong nhật ký.`,
  conflict:
    'Telegram: có chương trình khác đang nhận tin bằng cùng token này (409). Mỗi token chỉ một chương trình: tắt ' +
    'chương trình kia, hoặc tạo bot khác cho nó. Không rõ ở đâu: thu hồi token ở @BotFather (/revoke). Vẫn thử lại.',
  notStored: 'Telegram: không lưu được tin vừa nhận; sẽ hỏi lại Telegram.',
  noCommands: 'Telegram: chưa đăng ký được danh sách lệnh.',
};
