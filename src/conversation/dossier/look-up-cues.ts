/** How people speak to a look-up: data, in the notation of `cues.ts`. What the choices send is one of each. */

/** Why the due date is what it is; anywhere in the message. */
export const WHY =
  'vì sao hẹn|tại sao hẹn|sao hẹn|sao lại hẹn|vì sao lại hẹn|tại sao lại hẹn|vì sao ngày hẹn|tại sao ngày hẹn|sao ngày hẹn|răng hẹn|' +
  'ngày hẹn tính thế nào|tính ngày hẹn thế nào|tính ngày hẹn sao|why this date|why that date|why is it due|why is the due date|how is the due date';

/** Who has looked: the whole message. */
export const SEEN =
  'ai đã xem|ai đã xem hồ sơ|ai đã xem hồ sơ này|ai đã xem hồ sơ của tôi|ai xem|ai xem hồ sơ|ai đã tra|ai đã tra hồ sơ|ai đã tra cứu|' +
  'ai tra cứu hồ sơ|có ai xem hồ sơ|who has looked|who looked|who has seen it|who has viewed|who viewed it|this dossier|at it|at my dossier';

/** An end to the look-up: the whole message. */
export const FORGET =
  'quên hồ sơ này|quên hồ sơ|quên hồ sơ đi|quên hồ sơ của tôi|quên mã hồ sơ|quên mã này|đóng hồ sơ này|không tra nữa|thôi không tra|' +
  'thôi không tra nữa|dừng tra cứu|forget this dossier|forget my dossier|forget the dossier|forget it|stop looking up';

/** What is remembered: the whole message. */
export const DATA =
  'xem dữ liệu của tôi|dữ liệu của tôi|xem dữ liệu|cho xem dữ liệu của tôi|đang lưu gì về tôi|lưu gì về tôi|nhớ gì về tôi|biết gì về tôi|' +
  'show my data|my data|what do you know about me|what data do you have|see my data';

/** Deleting it: the whole message. */
export const DELETE =
  'xóa dữ liệu của tôi|xóa dữ liệu|xóa hết dữ liệu|xóa hết dữ liệu của tôi|xóa thông tin của tôi|xóa mọi dữ liệu của tôi|' +
  'xoá dữ liệu của tôi|delete my data|erase my data|delete all my data|remove my data|' +
  'rút lại đồng ý|rút đồng ý|tôi rút lại đồng ý|rút lại sự đồng ý|withdraw consent|withdraw my consent';

/** Agreeing to what is done with a code and digits, and refusing it; the whole message, while digits are awaited. */
export const CONSENT_COMMAND = 'tôi đồng ý';

/** Agreeing to a look-up. */
export const CONSENT = 'tôi đồng ý|đồng ý|i agree|agree|i consent';
/** What may stand beside it; no word that could turn it round. */
export const CONSENT_AROUND = 'dạ|vâng|ok|yes|ạ|nha|nhé|nhe|em|cháu|con|mình|anh|chị|chú|bác';
/** Wherever it stands, nothing is agreed to. */
export const DISAGREE =
  'không đồng ý|chưa đồng ý|không có đồng ý|từ chối|do not agree|don t agree|disagree|not agree|refuse';

/** Refusing a look-up. */
export const REFUSE = `không|no|i refuse|i disagree|i do not agree|${DISAGREE}`;

/** The same digits for every dossier named; anywhere in the message. */
export const BOTH = 'cả hai|cả 2|hai cái|2 cái|hai hồ sơ|2 hồ sơ|cả ba|cả 3|cùng số|chung số|both';

/** Saying yes to a notice in words that agree to nothing; not yet what was asked for. */
export const AGREE = 'vâng|dạ|ok|ừ|u|được|yes|có|sure';

/** Given back a dossier. `RETURNED_MARKED` only with its mark: "tra lại hồ sơ" looks one up again. */
export const RETURNED =
  'bị trả lại|bị trả về|bị trả|bị trả hồ sơ|bị trả lại hồ sơ|bị trả về hồ sơ|was returned|got returned|been returned|was sent back|' +
  'got sent back|been sent back|is returned|returned application|returned dossier';
export const RETURNED_MARKED =
  'trả lại hồ sơ|trả về hồ sơ|trả hồ sơ lại|hồ sơ trả lại|hồ sơ trả về|trả lại đơn|trả lại bộ hồ sơ';
/** What may stand beside it. */
export const RETURNED_AROUND =
  'giờ|bây giờ|làm sao|phải làm sao|làm gì|phải làm gì|phải|tại sao|vì sao|sao lại|là sao|nghĩa là gì|nghĩa là sao|thế nào|như thế nào|lý do|lý do gì|' +
  'hôm qua|hôm nay|hôm kia|sáng nay|chiều nay|vừa|mới|cơ quan|cán bộ|một cửa|bộ phận một cửa|phường|xã|ủy ban|ubnd|quầy|nộp|nộp lại|hoài|tiếp|' +
  'what|now|should|why|has|have|had|what happens|mean|means|does it mean|and|do|i do';
