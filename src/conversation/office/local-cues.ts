/** How people ask about local help, old places and a person: data, in the notation of `cues.ts`. */

/** Local help sessions. */
export const SESSION = {
  help:
    'viết hộ|viết giúp|viết giùm|viết dùm|điền hộ|điền giúp|điền giùm|ngày không viết|không viết|không phải viết|tổ viết hộ|' +
    'ai giúp|có ai giúp|người giúp|giúp nộp|nộp giúp|nộp hộ|nộp giùm|hỗ trợ nộp|hướng dẫn nộp|hỗ trợ tại chỗ|hỗ trợ tận nơi|' +
    'hỗ trợ lưu động|tiếp nhận lưu động|tổ công nghệ số cộng đồng|tổ công nghệ số|buổi hỗ trợ|buổi hướng dẫn|buổi viết hộ|' +
    'help session|help sessions|help with forms|fill in forms|fill out forms|fill in the form|fill out the form|help me apply online|help applying online|who helps|who can help',
  locality:
    'ấp|khóm|thôn|khu phố|tổ dân phố|buôn|làng|bản|xóm|phum sóc|phường|xã|thị trấn|hamlet|village|ward|commune',
  neutral:
    'buổi|tổ|lịch|có người|người|ai|hôm nào|khi nào|bao giờ|ngày nào|mấy giờ|ở đâu|nơi nào|chỗ nào|hồ sơ|giấy tờ|đơn|tờ khai|' +
    'làm hồ sơ|trên mạng|qua mạng|online|trực tuyến|dịch vụ công|dịch vụ công trực tuyến|nộp|viết|mang gì|mang theo gì|cần mang gì|đem gì|' +
    'đem theo gì|mang theo|sắp tới|tiếp theo|gần nhất|buổi tới|when|where|what|bring|next|forms|form|session|sessions|who|apply|submit|helps',
} as const;

/** Where an old ward is now, and what may stand beside its name. */
export const OLD_PLACE = {
  /** Enough to know that today's name is asked for. */
  old:
    'sáp nhập|nhập vào|nhập về|nhập với|nhập lại|giờ thuộc|nay thuộc|bây giờ thuộc|hiện thuộc|hiện nay thuộc|giờ là|nay là|bây giờ là|' +
    'đổi tên|đổi thành|chuyển thành|chuyển về|giờ về|nay về|thuộc phường nào|thuộc xã nào|về phường nào|về xã nào|thành phường nào|thành xã nào|' +
    'là phường nào|là xã nào|là phường gì|là xã gì|phường gì|xã gì|thuộc về đâu|thuộc đâu|former|merged|renamed|now called|which ward|which commune|belong to',
  around:
    'cũ|trước đây|trước kia|old|phường|xã|thị trấn|tỉnh|thành phố|tp|quận|huyện|thị xã|nộp ở đâu|nộp đâu|ở đâu|nơi nộp|đâu|nộp|nộp hồ sơ|hồ sơ|giấy tờ|làm giấy tờ|làm|thuộc|giờ|nay|bây giờ|hiện|hiện nay|' +
    'hiện tại|tên|tên mới|mới|nào|gì|là|thành|về|vào|với|tại|ở mô|chỗ nào|chỗ mô|nơi nào|mô|đến đâu|tới đâu|đi đâu|lên đâu|ra đâu|lên|ra|đến|tới|ubnd|ủy ban|' +
    'ủy ban nhân dân|bộ phận một cửa|một cửa|trung tâm hành chính công|trụ sở|nhà tôi|hộ khẩu|sống|đã|bị|sau|khi|ward|commune|province|city|district|where|submit|hand|in|which|what|' +
    'now|today|called|belongs|belong|of|part|papers|documents|do|live|used|be',
} as const;

/** What follows "phường", "xã" without being a name. */
export const NO_PLACE =
  'nào|mình|tôi|em|anh|chị|cô|chú|bác|của|khác|gì|mới|cũ|ở|thì|và|hoặc|này|đó|kia|nọ|có|không|được|nữa|cấp|rồi|nơi|đến|trên|dưới|nhà|hội|phường|xã|' +
  'đang|đã|sẽ|để|mà|là|với|làm|nộp|xin|đăng|ký|hỏi|gần|phải|cần|nhưng|thuộc|chứng|bảo|giải|trả|vẫn|chưa|giờ|hôm|mấy|chỗ|ngoài|từ|về|lên|ra|thế|vậy|ấy|bên|nay|thị|viên';

/** Leaving a question for an officer: the whole message. What the choices send is one of each. */
export const LEAVE =
  'để lại câu hỏi|để lại câu hỏi cho cán bộ|để lại lời nhắn|để lại tin nhắn|gửi câu hỏi cho cán bộ|nhắn cho cán bộ|hỏi cán bộ|' +
  'leave a question|leave a message|leave a question for an officer|ask an officer';
export const NOT_LEAVING =
  'không gửi câu hỏi|không gửi|không gửi nữa|thôi|thôi không|không|không cần|không cần nữa|không hỏi nữa|hủy|hủy bỏ|bỏ qua|bỏ|quay lại|thoát|cancel|never mind|stop|no|no thanks|back';
