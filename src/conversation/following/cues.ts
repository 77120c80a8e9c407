/** How people speak of following and of being told: data, in the notation of `cues.ts`. Always the whole message. */

/** What may stand beside any of these. No "không": it turns them round. */
export const FOLLOW_POLITE =
  'tôi|mình|em|e|anh|chị|cháu|con|bác|cô|chú|muốn|cần|xin|vui lòng|làm ơn|hãy|cho|giúp|giùm|hộ|ạ|nhé|nha|nhe|đi|với|dạ|vâng|luôn|này|đó|' +
  'ơi|à|thôi|nữa|đang|được không|được chứ|please|i|want|want to|would like to|i d like to|can you|can i|to|me|the|now';

/** Asking to be told. */
export const FOLLOW =
  'theo dõi|đăng ký theo dõi|bật theo dõi|nhận tin|nhận thông báo|đăng ký nhận tin|đăng ký nhận thông báo|báo tin|follow|subscribe|subscribe to|notify me about|notify me';

/** Asking to be told no more. */
export const UNFOLLOW =
  'bỏ theo dõi|hủy theo dõi|ngừng theo dõi|ngưng theo dõi|dừng theo dõi|thôi theo dõi|tắt theo dõi|không theo dõi|không theo dõi nữa|không muốn theo dõi|unfollow|stop following|unsubscribe from';

/** A dossier without its code: the one that is open. */
export const THIS_DOSSIER =
  'hồ sơ|hồ sơ này|hồ sơ đó|hồ sơ vừa xem|hồ sơ vừa mở|hồ sơ đang mở|hồ sơ của tôi|hồ sơ của em|hồ sơ của mình|của tôi|của em|của mình|về|mã|mã hồ sơ|' +
  'dossier|this dossier|my dossier|application|this application|my application|code|it';
export const THIS_PROCEDURE =
  'thủ tục|thủ tục này|thủ tục đó|thay đổi|của|về|procedure|this procedure|changes of';
export const THIS_FIELD =
  'lĩnh vực|lĩnh vực này|lĩnh vực đó|lĩnh vực của thủ tục|lĩnh vực của thủ tục này|thay đổi|của|về|field|this field|changes in';
/** Following the open dossier in other words. */
export const TELL_ME =
  'khi nào có kết quả báo tôi|khi nào có kết quả nhắn tôi|có kết quả thì báo|có kết quả thì báo tôi|có kết quả báo tôi|có kết quả thì nhắn tôi|báo tôi khi có kết quả|báo cho tôi khi có kết quả|' +
  'nhắn tôi khi có kết quả|nhắn tin khi có kết quả|nhắn tin cho tôi khi có kết quả|báo khi có kết quả|báo tôi khi hồ sơ thay đổi|báo cho tôi khi hồ sơ thay đổi|nhận tin khi có kết quả|nhận tin về hồ sơ|nhận tin về hồ sơ này|' +
  'nhận thông báo về hồ sơ|nhận thông báo về hồ sơ này|tell me when it is ready|let me know when it is ready|notify me when it is ready|tell me when it changes|tell me about changes|keep me posted';

/** What is followed. */
export const LIST =
  'đang theo dõi gì|đang theo dõi những gì|đang theo dõi cái gì|theo dõi gì|theo dõi những gì|đang theo dõi|đang theo dõi hồ sơ nào|theo dõi hồ sơ nào|đang theo dõi thủ tục nào|' +
  'danh sách theo dõi|xem danh sách theo dõi|xem theo dõi|những gì đang theo dõi|what am i following|what do i follow|my follows|list follows|show follows|what i follow';

/** An end to all of it. */
export const STOP_ALL =
  'ngừng nhận tin|ngưng nhận tin|dừng nhận tin|hủy nhận tin|thôi nhận tin|ngừng gửi tin|dừng gửi tin|ngừng nhắn tin|dừng nhắn tin|ngừng nhận thông báo|ngưng nhận thông báo|dừng nhận thông báo|hủy nhận thông báo|' +
  'hủy thông báo|tắt thông báo|không nhận tin|không nhận tin nữa|không muốn nhận tin|không muốn nhận tin nữa|không nhận thông báo|không nhận thông báo nữa|không muốn nhận thông báo|không muốn nhận thông báo nữa|đừng nhắn nữa|' +
  'đừng nhắn tin nữa|đừng gửi tin nữa|đừng nhắn cho tôi nữa|không nhắn nữa|không nhắn tin nữa|không gửi tin nữa|đừng nhắn tin cho tôi nữa|bỏ theo dõi tất cả|bỏ theo dõi hết|bỏ hết theo dõi|bỏ tất cả theo dõi|hủy theo dõi tất cả|hủy hết theo dõi|ngừng theo dõi tất cả|dừng theo dõi tất cả|' +
  'rút đồng ý|rút lại đồng ý|stop all|unfollow all|unfollow everything|unsubscribe|unsubscribe all|stop notifications|stop the notifications|stop messages|stop messaging me|stop notifying me|no more messages';
/** A word or two, which may also end something else. "Dừng" needs its mark: without it, it is "đúng" too. */
export const STOP_WORD = 'dừng tất cả|dừng|dừng lại|ngừng|ngừng lại|ngưng|ngưng lại|stop';

/** Who follows the open dossier. */
export const FOLLOWERS =
  'ai đang theo dõi|ai theo dõi|ai theo dõi hồ sơ|ai theo dõi hồ sơ này|ai đang theo dõi hồ sơ|ai đang theo dõi hồ sơ này|ai đang theo dõi hồ sơ của tôi|ai theo dõi hồ sơ của tôi|có ai theo dõi|có ai đang theo dõi|' +
  'có ai theo dõi hồ sơ|có ai đang theo dõi hồ sơ này|có ai theo dõi hồ sơ này|người theo dõi|những người theo dõi|danh sách người theo dõi|who follows|who is following|who follows it|who is following it|who follows this dossier|' +
  'who is following this dossier|who follows my dossier|who is following my dossier|followers|có ai theo dõi không|có ai đang theo dõi không|có ai theo dõi hồ sơ này không|có ai đang theo dõi hồ sơ này không';

/** When nothing is sent; beside two times of day. */
export const QUIET =
  'giờ im lặng|giờ yên lặng|im lặng|đặt giờ im lặng|đổi giờ im lặng|đừng nhắn|đừng nhắn tin|đừng gửi|đừng gửi tin|đừng báo|không nhắn|không nhắn tin|không gửi tin|không báo|không làm phiền|đừng làm phiền|chỉ im lặng|' +
  'quiet hours|quiet|set quiet hours|do not disturb|don t disturb|do not message me|don t message me|do not write|don t write|no messages';
export const QUIET_AROUND =
  'từ|đến|tới|và|lúc|vào|khoảng|giữa|trong|là|tin|buổi|hôm sau|sáng hôm sau|hằng ngày|hàng ngày|mỗi ngày|from|until|till|and|between|at|are|every day';
export const QUIET_USUAL =
  'giờ im lặng mặc định|giờ im lặng bình thường|giờ im lặng như cũ|giờ im lặng thường|bỏ giờ im lặng riêng|không nhắn ban đêm|đừng nhắn ban đêm|không nhắn tin ban đêm|đừng nhắn tin ban đêm|đừng gửi tin ban đêm|không gửi tin ban đêm|' +
  'đừng nhắn buổi đêm|không nhắn buổi đêm|đừng nhắn đêm|đừng nhắn đêm khuya|không nhắn đêm khuya|default quiet hours|usual quiet hours|not at night|no messages at night|don t message me at night|do not message me at night';
export const QUIET_NEVER =
  'nhắn lúc nào cũng được|nhắn tin lúc nào cũng được|gửi lúc nào cũng được|gửi tin lúc nào cũng được|báo lúc nào cũng được|nhắn giờ nào cũng được|nhắn bất cứ lúc nào|nhắn cả ban đêm|nhắn cả ban đêm cũng được|bỏ giờ im lặng|tắt giờ im lặng|không cần giờ im lặng|' +
  'any time|anytime|message me any time|message me anytime|write any time|write anytime|no quiet hours|turn off quiet hours';

/** Doubting a message, without its code. */
export const VERIFY =
  'xác minh tin|xác minh tin nhắn|kiểm tra tin nhắn|xác minh thông báo|kiểm chứng tin|kiểm chứng tin nhắn|tin này có thật không|tin nhắn này có thật không|tin nhắn này thật không|tin này có phải của cơ quan không|' +
  'tin nhắn này có phải của cơ quan không|tin nhắn này có phải lừa đảo không|tin này có phải lừa đảo không|verify message|verify a message|verify this message|verify notice|is this message real|is this message genuine|is this a scam';
