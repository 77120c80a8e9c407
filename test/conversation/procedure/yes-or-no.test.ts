import { describe, expect, it } from 'vitest';
import { beginningOf } from '../../../src/conversation/procedure/yes-or-no.js';
import { readWhether } from '../../../src/conversation/reading/details/whether.js';

const begins = (question: string, passage: string, isFact = true) =>
  beginningOf(passage, readWhether(question), isFact);

describe('an answer begins with', () => {
  it.each([
    ['nhờ bà ngoại ra khai được không', 'Được. Ông bà đi khai thay không cần giấy ủy quyền.'],
    ['nho me xin gium dc k', 'Được nếu có giấy ủy quyền; ruột thịt đi thay thì khỏi chứng thực.'],
    ['xã chứng hợp đồng có được không', 'Xã chứng thực được (2.001035), phí 50.000 đồng.'],
    ['quên giấy kết hôn làm được không ạ', 'Vẫn làm được: cơ quan hộ tịch tự tra.'],
  ])('yes where it is allowed: %s', (question, fact) => expect(begins(question, fact)).toBe('yes'));

  it.each([
    ['mình em đi đăng ký được không', 'Không ủy quyền được: cả hai phải có mặt.'],
    ['căn cước quá hạn chứng được không', 'Không: giấy tờ tùy thân hết giá trị thì không được.'],
    ['nhờ con ký giùm được hông', 'Không nhờ được: phải ký trước mặt người chứng thực.'],
  ])('no where it is not: %s', (question, fact) => expect(begins(question, fact)).toBe('no'));

  it.each([
    ['có phải nộp bản giấy không', 'Khỏi nộp bản giấy nếu bệnh viện đã gửi bản điện tử.', 'mustNot'],
    ['cưới có cần xin giấy độc thân không', 'Không bắt buộc: cơ quan hộ tịch tự tra.', 'mustNot'],
    ['có phải hợp pháp hóa lãnh sự không', 'Được. Bằng cấp nước ngoài khỏi hợp pháp hóa lãnh sự.', 'mustNot'],
    ['chủ trọ có cần ký không', 'Cần: chủ nhà ghi ý kiến đồng ý trên tờ khai.', 'must'],
  ])('what is demanded: %s', (question, fact, expected) => expect(begins(question, fact)).toBe(expected));

  it('what a line of the record demands of just this', () => {
    const line = 'Giấy tờ do nước ngoài cấp phải được hợp pháp hóa lãnh sự theo quy định.';
    expect(begins('giấy tòa Mỹ có cần hợp pháp hóa lãnh sự trước không', line, false)).toBe('must');
    expect(begins('có cần công chứng không', line, false)).toBeNull();
  });

  it.each([
    ['bé bao nhiêu tuổi thì làm', 'Được. Từ đủ 6 tuổi.'],
    ['nhờ bạn đi được không', 'Người được ủy quyền là cha, mẹ thì không cần văn bản.'],
    ['xin thay được không', 'Được xem xét: công an tra thông tin trước.'],
    ['cãi nhau chuyện họ của con thì theo mẹ được không', 'Không thỏa thuận được thì theo tập quán.'],
    ['không mang căn cước có được không', 'Được. Đọc số định danh là đủ.'],
    ['trễ vậy có sao không', 'Không. Vẫn làm được.'],
    ['con 15 tuổi xin được không', 'Từ đủ 16 tuổi.'],
  ])('nothing where it does not say so outright: %s', (question, fact) =>
    expect(begins(question, fact)).toBeNull(),
  );
});
