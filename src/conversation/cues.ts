/**
 * How people say the things that are not a procedure: data. Phrases are separated by "|" and compared without
 * marks and with chat spelling written out (`words.ts`), so each is listed once, in ordinary spelling.
 */
import type { Attribute } from '../search/question.js';

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

/**
 * What a message of small talk is made of. It is small talk only when these and FILLER account for every word,
 * so that "chào chị, làm khai sinh cần gì" stays the question it is. Order = which one answers when several fit.
 */
export const SMALL_TALK = {
  insult:
    'đồ ngu|ngu quá|ngu thế|ngu vậy|ngu ngốc|ngu như bò|ngu|đồ điên|điên à|điên rồi|đồ khùng|khùng|ngáo|vô dụng|óc chó|' +
    'vcl|vl|đm|dm|dcm|cút|cút đi|biến đi|câm|câm mồm|im đi|dở hơi|dở tệ|tệ quá|tệ thật|chán quá|rác rưởi|' +
    'đồ rác|như cứt|stupid|idiot|useless|dumb|fuck|fuck you|shit|you suck|bad bot',
  human:
    'có ai ở đó không|có ai không|có ai ở nớ không|có ai ở đấy không|có người không|ai trực|có ai trực không|' +
    'gọi ai|gọi cho ai|hỏi ai|liên hệ ai|liên hệ với ai|gặp ai|is anyone there|anyone there|gặp người|người thật|' +
    'nhân viên|cán bộ|tổng đài viên|tổng đài|tư vấn viên|cán bộ hỗ trợ|real person|human|operator',
  who:
    'bạn là ai|ai vậy|ai đó|ai đấy|bạn là gì|bạn tên gì|bạn tên là gì|tên gì|tên là gì|tên bạn là gì|là ai|' +
    'là bot hay người|bot hay người|người hay bot|người hay máy|máy hay người|là máy à|là người thật à|là bot à|' +
    'phải bot không|phải người không|là robot|là chatbot|ai tạo ra bạn|ai làm ra bạn|bạn bao nhiêu tuổi|' +
    'who are you|what are you|are you a bot|are you human|are you a robot|what is your name|your name|' +
    'đây là đâu|đây là trang gì|đây là cái gì|trang này là gì|là cái gì',
  help:
    'giúp được gì|giúp được những gì|giúp gì được|làm được gì|làm được những gì|biết làm gì|hỏi được gì|' +
    'hỏi được những gì|có thể giúp gì|có thể làm gì|trả lời được gì|hỗ trợ được gì|hỗ trợ gì|hỗ trợ những gì|' +
    'hướng dẫn sử dụng|cách sử dụng|cách dùng|dùng thế nào|dùng như thế nào|sử dụng thế nào|hỏi thế nào|' +
    'hỏi như thế nào|giúp đỡ|trợ giúp|giúp với|giúp tôi|giúp|help|help me|what can you do|how can you help|' +
    'can you help|how does this work|how to use|menu|bắt đầu|start',
  thanks:
    'cảm ơn|cám ơn|cảm mơn|xin cảm ơn|chân thành cảm ơn|đa tạ|biết ơn|thank you|' +
    'appreciate it|very much|so much|a lot',
  bye:
    'tạm biệt|chào tạm biệt|hẹn gặp lại|gặp lại sau|không cần nữa|không cần đâu|không cần|thôi không cần|' +
    'không hỏi nữa|không có gì nữa|không còn gì nữa|hết rồi|xong rồi|xong|vậy thôi|thế thôi|vậy là đủ|thôi nhé|' +
    'thôi|không làm nữa|đủ rồi|see you|see you later|that is all|that s all|nothing else|no more|good bye|' +
    'chúc ngủ ngon|ngủ ngon|chúc một ngày tốt lành|ngày tốt lành|một ngày tốt lành|good night|have a nice day',
  praise:
    'trả lời hay|trả lời tốt|trả lời nhanh|hay quá|tốt quá|tuyệt|tuyệt vời|giỏi|giỏi quá|xuất sắc|thông minh|' +
    'nhiệt tình|dễ thương|hữu ích|nhanh quá|hay|tốt|chuyên nghiệp|dễ hiểu|good|good job|great|nice|excellent|' +
    'well done|very helpful|helpful|perfect|awesome|cool|quá đỉnh|đỉnh|10 điểm|5 sao',
  greeting:
    'xin chào|chào|chào buổi sáng|chào buổi chiều|chào buổi tối|buổi sáng tốt lành|ngày mới tốt lành|xin phép|' +
    'cho hỏi|cho tôi hỏi|tôi hỏi|hỏi chút|hỏi xíu|hỏi tí|hỏi một chút|cho hỏi thăm|làm ơn cho hỏi|muốn hỏi|cần hỏi|' +
    'hỏi|ơi|khỏe không|bạn khỏe không|good morning|good afternoon|good evening|how are you|nice to meet you|' +
    'có đó không|có ở đó không|kính chào|buổi sáng|buổi chiều|buổi tối|dear|cần giúp|cần tư vấn|tư vấn',
  ok:
    'ok|vâng|dạ|ừ|u|ờ|được|được rồi|rồi|hiểu|hiểu rồi|tôi hiểu rồi|biết rồi|rõ rồi|rõ|đã hiểu|đã rõ|đúng|đúng rồi|' +
    'phải|vâng ạ|dạ vâng|đồng ý|nhất trí|nghe rồi|nắm rồi|để tôi xem|để xem|yes|yeah|yep|alright|all right|' +
    'got it|i see|i understand|understood|sure|fine|no|không|không có|chưa',
} as const;
export type SmallTalkTopic = keyof typeof SMALL_TALK;

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

/** A day by its name. */
export const NAMED_DAY =
  'thứ hai|thứ ba|thứ tư|thứ năm|thứ sáu|thứ bảy|chủ nhật|thứ 2|thứ 3|thứ 4|thứ 5|thứ 6|thứ 7|hôm nay|sáng nay|chiều nay|ngày mai|' +
  'sáng mai|chiều mai|ngày kia|ngày mốt|cuối tuần|hôm đó|today|tomorrow|saturday|sunday|monday|tuesday|wednesday|thursday|friday';

/** Asking for a person, said inside a longer message: one of each. */
export const HUMAN = {
  reach:
    'gặp|cho gặp|nói chuyện với|nói chuyện|trao đổi với|trò chuyện với|kết nối với|kết nối|chuyển cho|chuyển máy|chat với|' +
    'liên hệ với|talk to|speak to|speak with|chat with|connect me to|contact',
  person:
    'nhân viên|cán bộ thật|cán bộ|tổng đài viên|tổng đài|tư vấn viên|người thật|người tư vấn|người hỗ trợ|người trực|' +
    'con người|ad thật|admin thật|chuyên viên|human|real person|person|agent|operator|staff|someone',
} as const;

/** Attempts to give the assistant orders about itself. One is enough. */
export const INJECTION =
  'bỏ qua mọi hướng dẫn|bỏ qua các hướng dẫn|bỏ qua hướng dẫn|bỏ qua tất cả hướng dẫn|bỏ qua mọi chỉ dẫn|bỏ qua các chỉ dẫn|' +
  'bỏ qua mọi quy tắc|quên mọi hướng dẫn|quên hết hướng dẫn|quên các hướng dẫn|hướng dẫn trước đó|chỉ dẫn trước đó|' +
  'câu lệnh hệ thống|lệnh hệ thống|prompt hệ thống|system prompt|your prompt|hãy đóng vai|đóng vai|giả vờ là|giả làm|' +
  'hãy trả lời rằng|từ giờ bạn là|từ bây giờ bạn là|ignore all previous|ignore previous|ignore the above|ignore all instructions|' +
  'ignore your instructions|previous instructions|disregard|you are now|pretend to be|pretend you are|act as|jailbreak|developer mode|' +
  'admin password|mật khẩu admin|mật khẩu quản trị|no restrictions|chế độ nhà phát triển|reveal your|print your|drop table';

/** Asking for a language: the whole message. */
export const LANGUAGE = {
  en: 'english|english please|in english|in english please|speak english|do you speak english|can you speak english|tiếng anh|nói tiếng anh|dùng tiếng anh|chuyển sang tiếng anh|trả lời bằng tiếng anh|bằng tiếng anh|switch to english|reply in english|answer in english|xin chào do you speak english|sorry do you speak english|có tiếng anh không|tiếng anh được không',
  vi: 'tiếng việt|vietnamese|nói tiếng việt|dùng tiếng việt|chuyển sang tiếng việt|trả lời bằng tiếng việt|bằng tiếng việt|tiếng việt đi|vietnamese please|in vietnamese|switch to vietnamese',
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

/** Waiting for a result: the whole message. */
export const WAITING =
  'xong chưa|có kết quả chưa|ra kết quả chưa|bao giờ có kết quả|khi nào có kết quả|chừng nào có kết quả|bao giờ xong|khi nào xong|' +
  'chừng nào xong|bao giờ có|bao giờ mới có|khi nào mới có|khi nào lấy được|bao giờ lấy được|chừng nào lấy được|lấy được chưa|có chưa|' +
  'tới đâu rồi|đến đâu rồi|tới mô rồi|răng rồi|is it ready|is it done|ready yet|when will it be ready';

/** Words of a lost or never found receipt. */
export const LOST =
  'mất|thất lạc|rách|bị rách|quên|không nhớ|không có|không còn|làm lại|cấp lại|xin lại|lost|forgot|hỏng|bị ướt';

/** Where the code is printed. */
export const WHERE_CODE = 'ở đâu|chỗ nào|nằm ở đâu|là gì|ghi ở đâu|xem ở đâu|lấy ở đâu|ở mô|where|what is';

/** The word that a choice sends to ask for one attribute. */
export const ATTRIBUTE_COMMANDS: Readonly<Record<Attribute, string>> = {
  papers: 'giấy tờ',
  time: 'thời gian',
  fee: 'lệ phí',
  place: 'nơi nộp',
  online: 'làm trên mạng',
  form: 'mẫu đơn',
  conditions: 'điều kiện',
  legal: 'căn cứ pháp lý',
  result: 'kết quả',
  steps: 'các bước',
};

/** Asking for the rest of a long answer: the whole message. */
export const MORE =
  'xem thêm|xem tiếp|tiếp|tiếp tục|tiếp theo|còn nữa không|còn gì nữa không|nói tiếp|đọc tiếp|trang sau|phần sau|phần tiếp|' +
  'thêm|nữa|show more|more|next|continue|next page|see more|read more|go on';

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
export const NO = 'không|không phải|không đúng|sai|sai rồi|chưa đúng|nhầm|no|nope|wrong|incorrect';
/** What the choice "no" sends; one of NO. */
export const NO_COMMAND = 'không đúng';

/** A message that goes on with what was said before: how it begins. */
export const FOLLOW_UP =
  'còn|thế còn|vậy còn|vậy|thế|nếu|còn nếu|thế nếu|vậy nếu|lỡ|nhỡ|rủi|trường hợp|rồi|rồi còn|thì sao|and|what if|what about|how about|if';
/** Beginnings that only a question has. */
export const FOLLOW_UP_ASKING =
  'còn|thế còn|vậy còn|nếu|còn nếu|thế nếu|vậy nếu|lỡ|nhỡ|rủi|trường hợp|what if|what about|how about';
