/**
 * How people say the things that are not a procedure: data. Phrases are separated by "|" and compared without
 * marks and with chat spelling written out (`words.ts`), so each is listed once, in ordinary spelling.
 */

/** Ordinary words → their chat spellings, one word each, without marks; only where nothing else is spelt so. */
const CHAT_SPELLINGS: Readonly<Record<string, string>> = {
  khong: 'k ko kh hk hok hong hem khum hog kg hum',
  duoc: 'dc dx',
  roi: 'r rui',
  chua: 'chx chwa',
  gi: 'j ji',
  vay: 'z zay dzay dz rua ria',
  'bao gio': 'bh bgio bjo',
  xong: 'xog xg',
  lam: 'lm',
  'kiem tra': 'ktra kiemtra',
  'ket qua': 'kq',
  'ho so': 'hs',
  'cam on': 'tks thks thx thanks thank camon',
  nhieu: 'nhiu nhju',
  'thu bay': 't7',
  'chu nhat': 'cn',
  'so dien thoai': 'sdt',
  biet: 'bit bik',
  truoc: 'trc trk',
  toi: 'tui mik mk mjk',
  voi: 'vs',
  em: 'e',
  chong: 'ck',
  vo: 'vk',
  nguoi: 'ng',
  'nhan vien': 'nv',
  u: 'uk uh uhm um ukm',
  ok: 'oki okie oke okela okey okay',
  'xin chao': 'hi hj helo alo halo hey hello',
  'tam biet': 'bye bai pp goodbye',
};

/** Chat spelling of a single word → the ordinary words. */
export const CHAT_WORDS: ReadonlyMap<string, string[]> = new Map(
  Object.entries(CHAT_SPELLINGS).flatMap(([words, spellings]) =>
    spellings.split(' ').map((spelling) => [spelling, words.split(' ')] as const),
  ),
);
/** Words that carry nothing in such a message. */
export const FILLER =
  'tôi|mình|tớ|ta|em|e|anh|a|chị|c|cô|chú|bác|ông|bà|cháu|con|o|mi|mày|m|t|tau|qua|ad|admin|add|shop|bạn|bạn ơi|bot|' +
  'chatbot|sếp|mọi người|anh chị|ac|ơi|ui|à|ạ|ah|hả|há|hè|hỉ|hí|hen|hén|nha|nhé|nhe|nghe|nghen|nè|này|ni|nớ|đó|đấy|kìa|' +
  'với|giúp|giùm|dùm|cho|một|chút|xíu|tí|lát|chút xíu|quá|lắm|rất|nhiều|thật|ghê|luôn|nữa|đâu|thôi|rồi|vậy|thế|mà|là|' +
  'thì|và|có|của|được|đi|đã|đang|sẽ|muốn|cần|làm ơn|vui lòng|xin|dạ|vâng|ừ|ok|bn|haha|hihi|hehe|kkk|hay|hông|gì|chi|đồ|sao|' +
  'bên|bên mình|ở|please|pls|the|a|an|i|you|to|me|my|do|does|is|are|can|could|may|it|so|very|just|there|sir|madam|u|just|' +
  'không|vì|nhiệt tình|đã giúp|đã hỗ trợ|đã trả lời|hỗ trợ|tư vấn|trả lời|for your help|for help|for|your|help|bạn nhiều|now|then|hmm|hm|á|ớ|ồ|oh|ah|à này|này nhé|biết|nói|nói chuyện|cái|những|các|gặp';

/** When and at which office, beside what is asked. */
export const OFFICE = {
  day:
    'thứ hai|thứ ba|thứ tư|thứ năm|thứ sáu|thứ bảy|chủ nhật|thứ 2|thứ 3|thứ 4|thứ 5|thứ 6|thứ 7|hôm nay|hnay|nay|' +
    'ngày mai|mai|ngày kia|cuối tuần|ngày lễ|lễ|tết|ngày nghỉ|sáng|trưa|chiều|tối|buổi|buổi trưa|buổi tối|sáng nay|' +
    'chiều nay|tối nay|giờ này|bây giờ|giờ|lúc này|30 4|2 9|1 5|ngoài giờ|giữa trưa|saturday|sunday|weekend|today|' +
    'tomorrow|monday|tuesday|wednesday|thursday|friday|morning|afternoon|evening|tonight|noon|next week|on|at|t2|t3|t4|t5|t6|' +
    'ngày mốt|mai mốt|bữa nay|tuần này|tuần sau|tuần tới|tuần kế|hôm đó|hôm|bữa|24 7|đêm',
  office:
    'trung tâm phục vụ hành chính công|trung tâm hành chính công|ttphcc|ttpvhcc|tthcc|hành chính công|trung tâm|' +
    'bộ phận một cửa|bộ phận tiếp nhận|một cửa|ủy ban nhân dân|ủy ban|ubnd|phường|xã|cơ quan|văn phòng|quầy|bên mình|' +
    'chỗ mình|chỗ bạn|đơn vị|công an phường|công an xã|tỉnh|thành phố|one stop shop|office|ward',
  neutral:
    'mấy giờ|lúc|từ|đến|mấy|nào|thế nào|ra sao|khi nào|cho tôi biết|cho biết|số|vào|ngày|cả|hoặc|còn|bao giờ|gọi|liên hệ|' +
    'xem|tìm|lên|ra|tới|chưa|không|hồ sơ|what|time|what is|which|number|how|of|in|for|hay|thường|được không|để',
} as const;
/** English words that are no Vietnamese word when written without marks. */
export const ENGLISH =
  'how|what|where|when|which|who|why|are|does|did|want|need|would|could|should|please|for|of|with|and|my|your|you|it|this|that|' +
  'status|application|apply|certificate|license|licence|register|registration|birth|marriage|married|death|divorce|house|land|get|' +
  'have|lost|new|child|baby|office|open|hours|fee|fees|cost|much|many|long|track|speak|english|help|thank|renew|renewal|permit|' +
  'residence|residency|temporary|permanent|foreign|foreigner|name|change|copy|business|company|driving|driver|driver s|card|' +
  'required|documents|papers|submit|check|is|about|there|more|next|second|first|last|report|transfer|extend|extension|exemption|' +
  'insurance|unemployment|benefit|tax|police|school|work|marry|adopt|adoption|recognition|requirements|translate|write|bank|account|' +
  'talk|person|someone|human|question|leave|officer|today|tomorrow|ward|commune|fill|forms|who|bring|holiday|closed';

/** English words that may as well be Vietnamese ones: they tell nothing either way. */
export const EITHER = 'i|a|to|the|in|can|me|on|an|do|so|be|am|he|we|us|or|at';

/** Foreign words that people use in Vietnamese sentences: no sign of English. */
export const LOANWORDS =
  'passport|visa|online|offline|internet|web|website|facebook|zalo|email|gmail|app|karaoke|vneid|shop|spa|bar|hotel|homestay|' +
  'admin|scan|file|photo|photocopy|form|single|bot|chatbot|iphone|shopee|game|camera|internet|wifi|hacker|hack|hotline|logo|sim';

/** A dossier that was handed in. */
export const DOSSIER_WORDS = {
  noun: 'hồ sơ|bộ hồ sơ|giấy tờ|bộ giấy tờ|đơn|application|dossier|my file|my case|my papers',
  /** The speaker's own, or already handed in. */
  mine:
    'của tôi|của em|của e|của mình|của cháu|của con|của bố|của mẹ|của vợ|của chồng|của tau|của nhà|tôi nộp|em nộp|e nộp|mình nộp|' +
    'đã nộp|nộp rồi|nộp từ|nộp hôm|nộp tuần|nộp tháng|nộp bữa|nộp cả|nộp lâu|nộp hơn|nộp được|mới nộp|nộp lên rồi|vừa nộp|' +
    'nộp ngày|nộp sáng|nộp chiều|gửi rồi|đã gửi|my application|my dossier|my file|my case|i submitted|i applied|i filed',
} as const;
/** Pointing at one of the choices on offer. */
export const PICK = {
  1: '1|một|nhất|đầu tiên|đầu|one|first|1st|mot',
  2: '2|hai|nhì|two|second|2nd',
  3: '3|ba|three|third|3rd',
  4: '4|bốn|tư|four|fourth|4th',
  5: '5|năm|five|fifth|5th',
  6: '6|sáu|six|sixth',
  7: '7|bảy|seven|seventh',
  8: '8|tám|eight|eighth',
  9: '9|chín|nine|ninth',
  10: '10|mười|ten|tenth',
  last: 'cuối cùng|cuối|chót|sau cùng|last',
} as const;
export const PICK_FILLER =
  'số|cái|thứ|chọn|tôi chọn|em chọn|lấy|mục|câu|dòng|ý|lựa chọn|thủ tục|phương án|option|number|no|the|choose|pick|i choose|' +
  'ạ|nhé|nha|đi|đó|ấy|kia|please|là|tôi|em|mình|cho|xem|cái số|answer';

/** Yes and no to one question. Whole message. */
export const YES =
  'đúng|đúng rồi|đúng vậy|phải|phải rồi|vâng|dạ|dạ đúng|ừ|u|ok|chính xác|yes|yeah|yep|correct|right|chuẩn|có';
/** What the choice "no" sends is one of these. */
export const NO = 'không|không phải|không đúng|sai|sai rồi|chưa đúng|nhầm|no|nope|wrong|incorrect';
