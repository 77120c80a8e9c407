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

/** Asking about the office itself. `hours` and `phone` suffice; the others need a partner, see `intent.ts`. */
export const OFFICE = {
  duty:
    'ai trực|ai đang trực|người trực|lịch trực|ai phụ trách|ai tiếp dân|ai tiếp|ai nhận hồ sơ|ai làm việc|cán bộ nào trực|' +
    'gặp ai|who is on duty|who is in charge',
  hours:
    'giờ làm việc|giờ mở cửa|giờ hành chính|giờ giấc|lịch làm việc|lịch tiếp dân|lịch tiếp công dân|ngày làm việc|' +
    'mấy giờ mở cửa|mở cửa mấy giờ|mở cửa lúc mấy giờ|mở cửa từ mấy giờ|mấy giờ làm việc|mấy giờ làm|làm việc mấy giờ|làm mấy giờ|' +
    'làm việc từ mấy giờ|làm việc đến mấy giờ|làm đến mấy giờ|mở cửa đến mấy giờ|mấy giờ đóng cửa|đóng cửa mấy giờ|' +
    'đóng cửa lúc mấy giờ|mấy giờ nghỉ|nghỉ lúc mấy giờ|nghỉ trưa|mấy giờ mở|mở mấy giờ|mấy giờ tiếp dân|mấy giờ nhận hồ sơ|' +
    'thời gian làm việc|thời gian mở cửa|thời gian tiếp dân|opening hours|office hours|working hours|business hours|' +
    'what time do you open|what time do you close|when do you open|when do you close|are you open|when are you open|' +
    'còn mở cửa|còn làm việc|có mở cửa|đã mở cửa|mở cửa chưa|mở cửa không|is the office open|office open',
  work: 'làm việc|làm|mở cửa|tiếp dân|tiếp công dân|tiếp nhận hồ sơ|nhận hồ sơ|tiếp nhận|trực|nghỉ|đóng cửa|có người|open|closed|close|work',
  day:
    'thứ hai|thứ ba|thứ tư|thứ năm|thứ sáu|thứ bảy|chủ nhật|thứ 2|thứ 3|thứ 4|thứ 5|thứ 6|thứ 7|hôm nay|hnay|nay|' +
    'ngày mai|mai|ngày kia|cuối tuần|ngày lễ|lễ|tết|ngày nghỉ|sáng|trưa|chiều|tối|buổi|buổi trưa|buổi tối|sáng nay|' +
    'chiều nay|tối nay|giờ này|bây giờ|giờ|lúc này|30 4|2 9|1 5|ngoài giờ|giữa trưa|saturday|sunday|weekend|today|' +
    'tomorrow|monday|tuesday|wednesday|thursday|friday|morning|afternoon|evening|tonight|noon|next week|on|at|t2|t3|t4|t5|t6|' +
    'ngày mốt|mai mốt|bữa nay|tuần này|tuần sau|tuần tới|tuần kế|hôm đó|hôm|bữa|24 7|đêm',
  place:
    'địa chỉ|ở đâu|ở chỗ nào|chỗ nào|nằm ở đâu|nằm đâu|đường nào|số nhà|trụ sở|ở mô|chỗ mô|đi đường nào|đến đâu|đi tới|' +
    'đường đi|bản đồ|chỉ đường|address|where is|where|location|directions',
  phone:
    'số điện thoại|đường dây nóng|hotline|số hotline|tổng đài|số tổng đài|gọi số nào|số máy|điện thoại|số nào để gọi|' +
    'liên hệ số nào|cách liên hệ|thông tin liên hệ|phone number|contact number|phone|contact|email|zalo',
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

/** Asking after a dossier that was handed in. How they combine is in `intent.ts`. */
export const DOSSIER = {
  noun: 'hồ sơ|bộ hồ sơ|giấy tờ|bộ giấy tờ|đơn|application|dossier|my file|my case|my papers',
  receipt:
    'biên nhận|giấy hẹn|phiếu hẹn|tờ hẹn|giấy tiếp nhận|phiếu tiếp nhận|tờ biên nhận|giấy biên nhận|mã hồ sơ|mã số hồ sơ|số hồ sơ|' +
    'mã biên nhận|số biên nhận|mã tra cứu|giấy hẹn trả kết quả|phiếu hẹn trả kết quả|receipt|receipt code|tracking number|dossier code',
  /** The speaker's own, or already handed in. */
  mine:
    'của tôi|của em|của e|của mình|của cháu|của con|của bố|của mẹ|của vợ|của chồng|của tau|của nhà|tôi nộp|em nộp|e nộp|mình nộp|' +
    'đã nộp|nộp rồi|nộp từ|nộp hôm|nộp tuần|nộp tháng|nộp bữa|nộp cả|nộp lâu|nộp hơn|nộp được|mới nộp|nộp lên rồi|vừa nộp|' +
    'nộp ngày|nộp sáng|nộp chiều|gửi rồi|đã gửi|my application|my dossier|my file|my case|i submitted|i applied|i filed',
  /** How it stands. */
  progress:
    'tới đâu|đến đâu|tới mô|đến mô|đi tới đâu|đi đến đâu|tới khâu nào|đến khâu nào|tới bước nào|đến bước nào|ở bước nào|' +
    'ở khâu nào|ở phòng nào|phòng ban nào|phòng nào xử lý|ai xử lý|ai giải quyết|đâu rồi|ra sao rồi|sao rồi|răng rồi|thế nào rồi|như thế nào rồi|' +
    'xong chưa|xong hay chưa|xong không|đã xong|có chưa|có kết quả chưa|ra kết quả chưa|kết quả chưa|chưa có kết quả|giải quyết chưa|' +
    'giải quyết xong chưa|duyệt chưa|được duyệt|đã duyệt|xử lý chưa|xử lý tới|xử lý đến|xử lý xong|ký chưa|lấy được chưa|nhận được chưa|trả chưa|' +
    'có lấy được|lấy chưa|bao giờ có kết quả|khi nào có kết quả|chừng nào có kết quả|bao giờ xong|khi nào xong|chừng nào xong|' +
    'bao giờ lấy|khi nào lấy|chừng nào lấy|bao giờ nhận|khi nào nhận|bao giờ trả|khi nào trả|mấy ngày nữa|bao lâu nữa|bao giờ mới|khi nào mới|chừng nào mới|' +
    'tình trạng|tiến độ|trạng thái|tình hình|chưa thấy|không thấy|chưa ai gọi|không ai gọi|bị trả lại|bị trả về|bị từ chối|bị ngâm|ngâm|' +
    'thiếu gì|yêu cầu bổ sung|báo bổ sung|bị treo|bị kẹt|status|progress|is it ready|ready yet|done yet|been approved|approved yet|processed yet|where is',
  /** Finding out. */
  lookUp:
    'tra cứu|tra|kiểm tra|coi|xem|theo dõi|check|tìm|dò|hỏi thăm|hỏi về|hỏi|track|tracking|look up|trace|follow up',
  /** Enough with any other word of this table. */
  overdue:
    'quá hẹn|trễ hẹn|trễ hạn|quá hạn trả|lỡ hẹn|chậm hẹn|chậm trả|đến hẹn|tới hẹn|đúng hẹn|ghi hôm nay|overdue',
  withdraw: 'rút lại hồ sơ|rút hồ sơ đã nộp|hủy hồ sơ đã nộp|hủy hồ sơ|lấy lại hồ sơ|withdraw my application',
  /** What a dossier has to contain: then it is a question about a procedure. */
  content:
    'gồm|gồm những gì|gồm gì|cần gì|cần những|cần giấy|cần chuẩn bị|chuẩn bị|thành phần|thủ tục gì|nộp ở đâu|nộp đâu|ở đâu thì|' +
    'làm hồ sơ|lập hồ sơ|làm giấy tờ|giấy tờ gì|giấy tờ nào|mẫu đơn|mua hồ sơ|what documents|required',
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
/** None of the choices. Whole message. */
export const NONE_OF_THEM =
  'không phải|không phải mấy cái này|không phải cái nào|không có cái nào|không cái nào|không đúng|sai rồi|cái khác|khác|thủ tục khác|' +
  'không có trong này|không phải điều tôi cần|không phải cái tôi cần|none|none of these|none of them|neither|something else|wrong';
/** Words that may surround the name of a choice. */
export const CHOICE_FILLER =
  'cái|về|cho|tôi|em|mình|chọn|là|thì|ạ|nhé|nha|đi|đó|ấy|loại|vụ|phần|mục|lấy|thủ tục|trường hợp|tui|the|one|about|option|i|want|dạ|vâng';

/** Yes and no to one question. Whole message. */
export const YES =
  'đúng|đúng rồi|đúng vậy|phải|phải rồi|vâng|dạ|dạ đúng|ừ|u|ok|chính xác|yes|yeah|yep|correct|right|chuẩn|có';
/** What the choice "no" sends is one of these. */
export const NO = 'không|không phải|không đúng|sai|sai rồi|chưa đúng|nhầm|no|nope|wrong|incorrect';
