/**
 * How danger is told: data. Phrases are separated by "|"; a word typed with marks has to be spelt as here, one typed
 * without fits any. In a phrase "…" stands for up to three words, "a/b" for one or the other, "word?" for a word that may be missing, "^" and "$"
 * for the ends of the message. A phrase that starts with "*" counts only when its marks are typed (without them it is
 * something harmless), one with "!" even beside the words of NOT_NOW.
 */

import type { EmergencyAbout } from '../reading/acts.js';

export const DANGER: Readonly<Record<EmergencyAbout, { vi: string; en: string }>> = {
  suicide: {
    vi:
      '!không muốn sống nữa|!không muốn sống $|!không muốn sống trên đời|!không thiết sống|!chẳng thiết sống|' +
      '!chẳng muốn sống nữa|!không còn thiết sống|!không còn muốn sống|!chẳng còn thiết sống|' +
      '!hết muốn sống|!chán sống|!tôi/em/con/cháu/mình muốn chết|!chỉ muốn chết|' +
      '!muốn chết đi|!muốn chết quách|!muốn được chết|^ muốn chết|!muốn tự tử|!định tự tử|!tôi sẽ tự tử|' +
      '!muốn tự sát|*tự tử|*tự sát|' +
      '!tôi … kết thúc cuộc đời|!muốn kết thúc cuộc sống|!muốn kết thúc cuộc đời|kết liễu|!muốn nhảy cầu|' +
      'nhảy cầu|!muốn nhảy lầu|' +
      'nhảy lầu|treo cổ|cắt cổ tay|rạch tay|rạch cổ tay|tự làm hại|tự hại mình|uống thuốc trừ sâu|' +
      'uống thuốc sâu|uống thuốc ngủ … chết|' +
      '!sống không nổi nữa|!không sống nổi nữa|!sống làm gì nữa|!chết cho xong|!chết cho rồi|!muốn biến mất khỏi đời',
    en: 'want to die|kill myself|killing myself|suicide|suicidal|end my life|hurt myself|harm myself|self harm|do not want to live|dont want to live|don t want to live|no reason to live',
  },
  fire: {
    vi:
      'cháy nhà|nhà tôi? em? con? mình? hàng? xóm? bên? cạnh? đang? bị? cháy|*nhà … cháy|*đang cháy|' +
      '!đang cháy nhà|!nhà … đang cháy nhà|' +
      '!cháy lớn|cháy to|cháy to quá|bốc cháy|*có cháy|co chay o|hỏa hoạn|*cháy rồi|*cháy quá|^ cháy $|' +
      '^ cháy cháy|*cháy ở|cháy rừng|rừng đang? bị? cháy|' +
      '*cháy xe|xe tôi? đang bị? cháy|cháy chợ|*cháy quán|*cháy kho|*cháy xưởng|cháy chung cư|' +
      'chung cư đang? bị? cháy|cháy phòng trọ|cháy trọ|' +
      'nổ bình ga|nổ bình gas|nổ ga|rò ga|rò rỉ ga|rò rỉ gas|xì ga|xì gas|*gọi cứu hỏa|goi cuu hoa|xe cứu hỏa|' +
      'lính cứu hỏa|khói mù mịt|khói … nghi ngút',
    en: 'on fire|house fire|there is a fire|there s a fire|theres a fire|fire fire|^ fire $|help fire|fire help|is burning|gas leak|call the fire|fire brigade',
  },
  medical: {
    vi:
      'gọi cấp cứu|cần cấp cứu|xe cấp cứu|cấp cứu gấp|cấp cứu với|cấp cứu … với|cấp cứu khẩn|^ cấp cứu $|' +
      'đi cấp cứu gấp|gọi cứu thương|xe cứu thương|' +
      '!ngưng thở|!ngừng thở|!không thở được|!không thở nổi|khó thở quá|đang khó thở|bị khó thở|tắc thở|' +
      '!ngừng tim|ngất xỉu|xỉu rồi|ngất rồi|bị ngất|' +
      'bất tỉnh|hôn mê|đang đột quỵ|bị đột quỵ|đột quỵ rồi|lên cơn tai biến|bị tai biến rồi|nhồi máu|' +
      'đau tim quá|đau tim dữ|lên cơn đau tim|' +
      'đau ngực dữ dội|đau ngực quá|chảy máu nhiều|chảy nhiều máu|chảy máu không|máu chảy|ra máu nhiều|mất máu|' +
      'lên cơn co giật|đang co giật|bị co giật|' +
      'bị ngộ độc|ngộ độc rồi|rắn cắn|bị điện giật|điện giật rồi|hóc xương|hóc dị vật|bị hóc|bị thương nặng|' +
      'bị gãy chân rồi|bị bỏng nặng|người bị thương|nguy kịch|' +
      'tai nạn … chảy máu|có tai nạn … gấp|có tai nạn giao thông|vừa bị tai nạn|vừa tai nạn|mới bị tai nạn|' +
      'có người bị tai nạn|bị tai nạn … nặng|tai nạn nặng|tai nạn rồi|có người bị xe|vỡ ối|đẻ rơi|sắp chết rồi|' +
      'nằm im không',
    en: 'ambulance|heart attack|having a stroke|not breathing|can t breathe|cannot breathe|cant breathe|unconscious|passed out|bleeding|overdose|seizure|poisoned|choking|medical emergency|badly hurt|badly injured|car accident|need a doctor now|snake bite|bitten by a snake',
  },
  violence: {
    vi:
      'bị cướp|đang cướp|có cướp|ăn cướp|cướp giật|bị giật túi|bị giật dây|bị giật điện thoại|^ cướp $|' +
      'cướp cướp|bị đâm|bị chém|đâm chém|đâm người|chém người|dí dao|kề dao|' +
      'cầm dao|cầm mã tấu|cầm hung khí|*bị đánh|đang bị đánh|bị chồng/vợ/cha/bố/nó đánh|bị người? ta đánh|' +
      'bị đánh đập|*đang đánh|chồng … đánh tôi|đang đánh tôi|' +
      'đang đánh nhau|đang đánh người|*đánh nhau|*đánh tôi|*đánh em|*đánh mẹ|*đánh vợ|chồng đánh vợ|' +
      'chồng tôi? em? say? rượu? đánh|*đánh con gái|đánh đập tôi|đánh đập vợ|đánh đập mẹ|bị hành hung|' +
      'đang hành hung|' +
      'bị bạo hành|bị … bạo hành|bạo hành tôi|bạo lực gia đình|dọa giết|đòi giết|sắp giết|muốn giết|giết người|' +
      'giết tôi|đòi chém|dọa chém|đòi đốt nhà|dọa đốt nhà|dọa đánh|đe dọa tôi|bị đe dọa|' +
      'bắt cóc|bị nhốt|giam giữ trái|bị hiếp|hiếp dâm|cưỡng hiếp|bị sàm sỡ|đột nhập|có trộm|có kẻ trộm|' +
      'trộm vào nhà|kẻ lạ … vào nhà|ẩu đả|nổ súng|có súng|' +
      'xã hội đen|côn đồ|khủng bố tinh thần|khủng bố đòi nợ',
    en: 'being attacked|attacked me|attacking me|being robbed|been robbed|got robbed|robbed me|robbery|breaking in|broke into|break into|burglar|stabbed|has a knife|has a gun|beating me|beats me|hitting me|hits me|husband hit|rape|raped|kidnapped|threatening me|threatened me|threatens to kill|threatening to kill|trying to kill|going to kill me|murder',
  },
  child: {
    vi:
      'đánh trẻ|đánh đập trẻ|đánh đập con/cháu/bé|đánh đập em bé|*đánh bé|*đánh cháu|đánh con nít|' +
      '*đánh con dã man|bạo hành trẻ/con/bé/cháu|bạo hành em bé|bạo hành một đứa|trẻ em? bị bạo hành|' +
      'trẻ em? bị đánh|' +
      'trẻ em? … bị bạo hành|trẻ em? … bị đánh|bé … bị … đánh|cháu … bị … đánh|cháu … bị bạo hành|' +
      'bé … bị bạo hành|xâm hại trẻ/em/bé/cháu/con|trẻ em? bị xâm hại|bé/cháu/con … bị xâm hại|' +
      'bị xâm hại tình dục|dâm ô|hiếp dâm trẻ|' +
      'bỏ đói trẻ/con/cháu/bé|cô giáo đánh|mẹ kế đánh|cha dượng đánh|bố dượng đánh',
    en: 'child abuse|abusing a child|abusing the child|abused child|child is being abused|beating a child|beating the child|beating his child|beating her child|hitting a child|child being beaten|child is being beaten|hurting a child|molest|molested',
  },
  water: {
    vi:
      '*đuối nước|bị đuối nước|đang đuối nước|trẻ đuối nước|chết đuối|sắp đuối|đang đuối|đang chìm|bị lũ cuốn|' +
      'lũ cuốn|nước cuốn|bị cuốn trôi|rơi xuống nước|té xuống nước|ngã xuống nước|' +
      'rơi xuống biển|rơi/rớt/té/ngã xuống sông/ao/hồ/kênh/mương/suối/giếng|té sông|mắc kẹt … lũ|kẹt … lũ|' +
      'kẹt trong nước|kẹt trên mái|mắc kẹt trên|mắc kẹt trong|nước … ngập tới? lên? mái|sạt lở … vùi|bị vùi lấp|' +
      'chìm/lật tàu/thuyền/ghe/xuồng/đò|tàu/thuyền/ghe/xuồng/đò … bị chìm/lật|trôi dạt trên biển|lạc trong rừng|' +
      'lạc trên núi|lạc rừng|mất tích trên biển|mất tích trong rừng',
    en: 'drowning|drowned|is sinking|boat sank|swept away|flood water|trapped by|trapped in|lost in the forest|lost in the mountains|lost at sea|search and rescue',
  },
  unclear: {
    vi: 'cứu với|cứu tôi|cứu em|cứu con|cứu mình|cứu mạng|cứu người|cứu chúng tôi|có ai cứu|^ cứu $|nguy hiểm đến tính mạng|nguy hiểm tính mạng|gọi công an gấp|gọi cảnh sát|gọi 113|gọi 114|gọi 115',
    en: 'emergency|help me please help|save me|i am in danger|i m in danger|in danger|call the police|someone help',
  },
};

/** Beside these words danger is what a paper, a benefit or a report is about, or it is over. */
export const NOT_NOW =
  'giấy|giấy tờ|thủ tục|hồ sơ|đăng ký|đăng kí|cấp lại|cấp phép|cấp đổi|xin cấp|cấp giấy|làm lại|làm đơn|' +
  'mẫu đơn|đơn xin|đơn đề nghị|đơn trình báo|đơn tố cáo|đơn ly hôn|' +
  'trợ cấp|phụ cấp|bảo hiểm|bhxh|bhyt|chế độ|được hỗ trợ|hỗ trợ gì|mức hỗ trợ|tiền hỗ trợ|hỗ trợ chi phí|' +
  'hỗ trợ kinh phí|hưởng|bồi thường|chứng nhận|chứng chỉ|xác nhận|' +
  'quy định|điều kiện|nghị định|thông tư|thẩm duyệt|thẩm định|nghiệm thu|phương án|phòng cháy|pccc|' +
  'phòng chống|phòng, chống|tập huấn|huấn luyện|đào tạo|học lớp|kinh doanh|kiểm định|sản xuất|cơ sở|' +
  'lệ phí|phí bao nhiêu|mất bao lâu|khai tử|báo tử|chứng tử|mai táng|giám định|công nhận|cấm tiếp xúc|' +
  'cấm … lại gần|cấm … đến gần|cơ quan chức năng|hỗ trợ khẩn cấp|cứu trợ|trợ giúp khẩn cấp|can thiệp|' +
  'biện pháp|chăm sóc thay thế|bảo trợ|nhà tạm lánh|trung tâm|' +
  'khiếu nại|tố cáo|căn cước|cccd|cmnd|chứng minh|hộ khẩu|hộ chiếu|sổ đỏ|sổ hồng|bằng lái|gplx|ly hôn|ly dị|' +
  'khai sinh|nhập học|nghỉ việc|thất nghiệp|xin nghỉ|miễn|giảm học phí|ở đâu cấp|nộp ở đâu|nộp đơn|cần gì|' +
  'cần những gì|chuyến bay|' +
  'trợ giúp|tư vấn pháp luật|cho nạn nhân|hỗ trợ nạn nhân|hôm trước|năm ngoái|năm trước|tháng trước|' +
  'tuần trước|hồi trước|ngày xưa|dịch vụ công|công chứng|chứng thực|tạm trú|thường trú|hòm thư|mật khẩu|' +
  'cơ quan nào giải quyết|thú y|khám sức khỏe|bệnh án|viện phí|giấy phép|' +
  'certificate|licence|license|permit|passport|insurance|procedure|procedures|registration|register|' +
  'application|apply|documents|papers|benefit|benefits|allowance|compensation|safety|prevention|visa|' +
  'divorce|regulation|regulations|training|last year|last week|last month|report form|drill';
