/** What changed in 2026, a case a change: what must be told of which procedures, and what no longer, on a day. */
import { describe, expect, it } from 'vitest';
import { factsOn, sectionOn, starterCodes, starterOn, toldOn } from './told.js';

const TODAY = '2026-11-30';
/** The first day after the waivers of Thông tư 117/2026. */
const AFTER = '2027-03-01';

const CONDITION = /đủ điều kiện (?:theo )?khoản 1 Điều 5 Nghị quyết 66\.22/;
const EVER = /chỉ có VNeID thì chưa đủ/;

function each(codes: string, check: (code: string) => void): void {
  for (const code of codes.trim().split(/\s+/)) check(code);
}
const says = (code: string, pattern: RegExp, day = TODAY) => expect(toldOn(code, day), code).toMatch(pattern);
const saysNot = (code: string, pattern: RegExp, day = TODAY) =>
  expect(toldOn(code, day), code).not.toMatch(pattern);
const feeSays = (code: string, pattern: RegExp, day = TODAY) =>
  expect(sectionOn(code, day, 'fee'), code).toMatch(pattern);
const feeSaysNot = (code: string, pattern: RegExp, day = TODAY) =>
  expect(sectionOn(code, day, 'fee'), code).not.toMatch(pattern);

const COPIES = `1.001193 1.000656 1.000894 1.004884 1.004859 1.001022 1.004772 1.005461 1.004746 1.000689 2.000528
  2.002189 2.000806 1.004837 1.004845`;
const RESIDENCE = '1.004222 1.004194 1.002755 1.010038';
const LAND = '1.013978 1.013831 1.012783 1.012784 1.012786 1.013833 1.013949';
const HOUSES = '1.013225 1.013226 1.013227 1.013228 1.013229';
const VEHICLES = '1.013067 1.013076 1.013079 1.013082 1.013123';
const CARDS = '1.014061 1.014062 1.014063 1.014064';

describe('what changed in 2026 is told', () => {
  it('1a. a copy of a civil-status record costs 8.000 đồng, and nothing with VNeID level 2 and the condition until 28/02/2027', () => {
    each(`2.000635 2.002516 ${COPIES}`, (code) => {
      feeSays(code, /8\.000 đồng/);
      feeSays(code, CONDITION);
      feeSays(code, /đến hết 28\/02\/2027/);
      feeSays(code, EVER);
      feeSays(code, /8\.000 đồng/, AFTER);
      feeSaysNot(code, /66\.22|117\/2026/, AFTER);
    });
  });

  it('1b. residence is registered for nothing on the same condition, and for the old fee from 01/3/2027', () => {
    each(RESIDENCE, (code) => {
      feeSays(code, CONDITION);
      feeSays(code, /\.000 đồng/, AFTER);
      feeSaysNot(code, /66\.22/, AFTER);
    });
  });

  it('1c. so are an exchanged or re-issued card, licence and plate, a passport in the country and a judicial record', () => {
    each('1.014063 1.014064 3.000347 3.000348 1.013079 1.001456 3.000333', (code) => {
      feeSays(code, CONDITION);
      feeSays(code, EVER);
      feeSaysNot(code, /66\.22/, AFTER);
    });
    each('1.014061 3.000346 1.013067 1.013082', (code) => feeSaysNot(code, CONDITION));
  });

  it('1d. the registration fee of house and land is cut by a tenth, of motorbike and car from the second time on', () => {
    feeSays('1.007277', /giảm 10 %/i);
    feeSays('1.013076', /mô tô giảm 100 %, ô tô đến 9 chỗ giảm 50 %/i);
    each('1.007277 1.013076', (code) => {
      feeSays(code, CONDITION);
      feeSaysNot(code, /giảm/, AFTER);
    });
    each('1.011441 1.011443', (code) => says(code, /không áp dụng cho đất/));
  });

  it('1e. never is it said that VNeID is enough', () => {
    for (const code of starterCodes) {
      const waivers = toldOn(code, TODAY)
        .split('\n')
        .filter((line) => /VNeID/.test(line) && /miễn|giảm \d/i.test(line));
      for (const line of waivers) expect(line, code).toMatch(/66\.22|chưa rõ|không còn|5 loại giấy/i);
    }
  });

  it('2. the four procedures of the identity card are one since 18/8/2026: 7 days, 5 when lost and fully online, not verified', () => {
    each(CARDS, (code) => {
      says(code, /gộp làm một/);
      says(code, /mã mới chưa thấy công bố/);
      expect(sectionOn(code, TODAY, 'time'), code).toMatch(/7 ngày làm việc/);
      expect(starterOn(code, TODAY).timeLimits.verified).toBe(false);
      says(code, /Công an cấp tỉnh hoặc Bộ Công an/);
      says(code, /CC01/);
      says(code, /DC02/);
    });
    expect(sectionOn('1.014064', TODAY, 'time')).toMatch(/5 ngày làm việc/);
    feeSays('1.014063', /25\.000 đồng.*khoản 1 Điều 24/);
    feeSays('1.014063', /50\.000 đồng.*khoản 1 Điều 24/, '2027-01-01');
    feeSaysNot('1.014063', /25\.000/, '2027-01-01');
    feeSays('1.014064', /35\.000 đồng.*khoản 2 Điều 24/);
    feeSaysNot('1.014064', /35\.000/, '2027-01-01');
    feeSays('1.014063', /sắp xếp đơn vị hành chính.*chưa đối chiếu/);
    expect(sectionOn('1.012564', TODAY, 'time')).toMatch(/2 ngày làm việc/);
    expect(sectionOn('1.014060', TODAY, 'time')).toMatch(/7 ngày làm việc/);
  });

  it('3. birth, residence, health card and a card under six are one filing: 3 working days; what follows a death goes on by itself', () => {
    says('1.001193', /thẻ căn cước/);
    says('1.001193', /không quá 3 ngày làm việc/);
    says('1.001193', /7 ngày làm việc để bổ sung/);
    says('1.001193', /hỗ trợ tài chính khi sinh con/);
    each('1.004222 1.014062', (code) => says(code, /Nghị định 301\/2026/));
    says('1.000656', /Thường là 24 giờ/);
    says('1.003197', /1 ngày làm việc/);
    each('1.000656 1.001731 2.002307', (code) =>
      says(code, /bảo hiểm xã hội tối đa 8, bảo trợ xã hội 3, chế độ người có công 18 ngày làm việc/),
    );
  });

  it('4. of every procedure: no paper that a database has, one code, kiosks, filing anywhere for what is listed, 15:00', () => {
    for (const code of starterCodes) {
      says(code, /không được đòi giấy tờ mà dữ liệu đã có/);
      says(code, /một mã in trên giấy hẹn/);
      says(code, /ki-ốt thông minh/);
      says(code, /danh mục không phụ thuộc địa giới/);
      says(code, /sau 15 giờ/);
      says(code, /hướng dẫn đầy đủ trong một lần/);
    }
  });

  it('5. the portal itself acknowledges a complete e-file, not verified, where one can file online', () => {
    for (const code of starterCodes.filter((each) => starterOn(each, TODAY).online.value)) {
      const fact = factsOn(code, TODAY).find(({ law }) => law.includes('310/2026'));
      expect(fact, code).toMatchObject({ confidence: 'secondary' });
    }
  });

  it('6. VNeID: levels 1 and 2 from the age of six, one account for benefits, no papers that it holds', () => {
    says('3.000228', /từ đủ 6 tuổi có căn cước còn hạn được cấp mức 1 và mức 2/);
    says('3.000228', /dưới 6 tuổi có căn cước chỉ được mức 1/i);
    says('3.000228', /tài khoản bị khóa/);
    says('3.000228', /tài khoản hưởng an sinh xã hội/);
    says('3.000228', /tự khôi phục/);
    says('3.000228', /không được đòi bản chính hay bản sao/);
  });

  it('7. judicial record: from sixteen, nobody may ask for number 2, family without mandate, an e-record like paper', () => {
    says('3.000333', /Từ đủ 16 tuổi/);
    says('3.000333', /Không ai được đòi Phiếu số 2/);
    says('3.000333', /Cha, mẹ, vợ, chồng, con hoặc người giám hộ xin thay thì không cần văn bản ủy quyền/);
    says('3.000333', /giá trị như bản giấy/);
    says('3.000333', /8 giờ làm việc/);
    expect(starterOn('3.000333', TODAY).conditions.verified).toBe(false);
    expect(sectionOn('3.000333', TODAY, 'time')).toMatch(/chưa đối chiếu được/);
  });

  it('8. it costs 200.000 đồng, half for some and nothing for others, and the dead circular is named no more', () => {
    feeSays('3.000333', /200\.000 đồng/);
    feeSays('3.000333', /100\.000 đồng/);
    feeSays('3.000333', /hộ cận nghèo/);
    saysNot('3.000333', /244\/2016/);
    feeSays('3.000333', /200\.000 đồng/, AFTER);
  });

  it('9. a house permit takes 7 working days, is filed online, and cites the decree of 2026', () => {
    expect(sectionOn('1.013225', TODAY, 'time')).toMatch(/Nhà ở riêng lẻ: 7 ngày làm việc/);
    expect(sectionOn('1.013225', TODAY, 'time')).toMatch(/10 ngày làm việc/);
    each('1.013226 1.013229', (code) =>
      expect(sectionOn(code, TODAY, 'time'), code).toMatch(/7 ngày làm việc[\s\S]*9 ngày làm việc/),
    );
    each(HOUSES, (code) => {
      expect(sectionOn(code, TODAY, 'place'), code).toMatch(
        /Nộp trực tuyến.*chỉ nộp trực tiếp.*hệ thống gặp sự cố/,
      );
      expect(sectionOn(code, TODAY, 'legal'), code).toMatch(/217\/2026/);
      for (const part of ['papers', 'legal', 'form', 'steps'] as const)
        expect(sectionOn(code, TODAY, part), code).not.toMatch(/175\/2024/);
    });
    says('1.013227', /nhiều nhất 2 lần, mỗi lần 12 tháng/);
    says('1.013226', /mặt ngoài/);
    says('1.013228', /bản sao/);
  });

  it('10. every time of a land procedure says that the province decides; what holds from 01/3/2027 is said not to be known', () => {
    each(LAND, (code) => {
      expect(sectionOn(code, TODAY, 'time'), code).toMatch(/Tỉnh quy định thời hạn.*49\/2026/);
      expect(sectionOn(code, TODAY, 'steps'), code).toMatch(/tỉnh quy định các bước/);
      says(code, /thủ tục đất riêng/);
      expect(starterOn(code, TODAY).timeLimits.value?.every(({ amount }) => amount === null)).toBe(true);
      says(code, /chưa rõ; hãy hỏi nơi nộp/, AFTER);
      saysNot(code, /từ năm 2026 mỗi tỉnh tự quy định/, AFTER);
    });
    each('1.012812 1.013967', (code) =>
      expect(sectionOn(code, TODAY, 'time'), code).toMatch(/Tỉnh có thể quy định khác/),
    );
  });

  it('11. money for the use of land follows the decree of 2026; its rates are said not to be known', () => {
    each('1.013949 1.013978', (code) => feeSays(code, /50\/2026.*chưa đối chiếu được/));
  });

  it('12. fines on land: the decree was amended on 31/8/2026, and the amounts are not verified', () => {
    each('1.013978 1.013831', (code) => {
      const fine = factsOn(code, TODAY).find(({ topic }) => topic === 'fine');
      expect(fine, code).toMatchObject({
        confidence: 'secondary',
        fact: expect.stringMatching(/281\/2026.*chưa đối chiếu/),
      });
    });
  });

  it('13. the result of vehicle registration comes by portal, post or desk', () => {
    each(VEHICLES, (code) => {
      says(code, /Nhận qua Cổng, bưu chính hoặc trực tiếp/);
      says(code, /37\/2026\/TT-BCA/);
    });
    says('1.013076', /tình trạng hôn nhân/);
  });

  it('14. there is a new procedure at the commune: look at the portal first', () => {
    each(`${VEHICLES} 3.000346 3.000347 3.000348`, (code) => says(code, /1\.115970/));
    each(VEHICLES, (code) => expect(starterOn(code, TODAY).guide?.summary, code).toMatch(/xem Cổng/));
  });

  it('15. a licence costs 135.000 đồng by any way, the practical test of a motorbike 70.000; plates follow Thông tư 155/2025', () => {
    each('3.000346 3.000347 3.000348', (code) => {
      feeSays(code, /135\.000 đồng/);
      feeSays(code, /chưa/);
      saysNot(code, /37\/2023/);
    });
    feeSays('3.000346', /thực hành hạng A1, A, B1: .*70\.000 đồng/);
    feeSays('3.000346', /chưa đối chiếu được; danh mục tháng 7\/2026 ghi 350\.000/);
    each('1.013067 1.013076 1.013079 1.013082', (code) => {
      feeSays(code, /155\/2025/);
      expect(sectionOn(code, TODAY, 'legal')).not.toMatch(/60\/2023/);
    });
  });

  it('16. points of a licence are recovered at the commune police or online, a second try after 7 working days', () => {
    each('3.000346 3.000347 3.000348', (code) =>
      says(code, /nộp được ở công an xã hoặc trên mạng.*7 ngày làm việc/),
    );
  });

  it('17. passports have new forms since 01/7/2026, not verified; 1.010385 is gone', () => {
    each('1.001456 1.010384 1.010386', (code) => says(code, /mẫu mới theo Thông tư 69\/2026/));
    says('1.010386', /1\.010385 .*đã bãi bỏ/);
  });

  it('18. what a passport costs is not known, and the dead circular’s amounts are not told; online only without chip', () => {
    feeSays('1.001456', /28\/2026.*chưa đối chiếu được/);
    saysNot('1.001456', /200\.000|400\.000/);
    each('1.001456', (code) => {
      expect(sectionOn(code, TODAY, 'result')).toMatch(/nộp trực tuyến chỉ cấp loại không gắn chíp/);
      says(code, /gắn chíp thì đến nộp trực tiếp/);
    });
    feeSays('1.001456', /chưa đối chiếu được/, AFTER);
  });

  it('19. a child under six is registered where its parents are; the dead and the moved are erased by the police', () => {
    each('1.004222 1.004194 1.010040', (code) => says(code, /không kiểm tra điều kiện chỗ ở/));
    says('1.003197', /công an tự xóa trong 1 ngày làm việc/);
    says('1.004222', /bấm xác nhận trên VNeID/);
    says('1.004222', /được Tòa giao nuôi tự kê khai/);
  });

  it('20. fines on residence and cards are those of the decree of 2025', () => {
    each('1.004222 1.004194 1.002755 1.010038 1.003197 1.010028 1.010039', (code) => {
      says(code, /500\.000 đến 1 triệu/);
      says(code, /282\/2025/);
    });
    says('1.004222', /từ 2 đến 4 triệu đồng/);
    each('1.014061 1.014063 1.014064', (code) => says(code, /500\.000 đến 1 triệu/));
    says('1.014064', /phạt 8 đến 10 triệu/);
    for (const code of starterCodes) saysNot(code, /144\/2021/);
  });

  it('21. up to one billion đồng a year there is no tax, above it e-invoices', () => {
    each('1.001612 2.000720 1.001266', (code) => {
      says(code, /1 tỷ đồng/);
      saysNot(code, /500 triệu/);
    });
  });

  it('22. the old poverty line until 31/12/2026, the new one from 2027, not verified', () => {
    each('1.011606 1.011607 1.011608', (code) => {
      says(code, /Đến hết 31\/12\/2026 vẫn theo chuẩn giai đoạn 2022-2025/);
      saysNot(code, /vẫn theo chuẩn giai đoạn 2022-2025/, '2027-01-01');
      says(code, /Theo chuẩn mới từ 01\/01\/2027.*2,2 triệu.*2,8 triệu/, '2027-01-01');
      for (const { law, confidence } of factsOn(code, TODAY))
        if (law.includes('chuẩn nghèo')) expect(confidence).toBe('secondary');
    });
  });

  it('23. the cut of a registration fee is capped at five base salaries, 12.650.000 đồng', () => {
    each('1.007277 1.013076', (code) => says(code, /12\.650\.000 đồng/));
  });

  it('24. of every civil-status procedure: an identity paper found in the database need not be shown', () => {
    each(`1.001193 1.000656 1.000894 1.004873 2.000635 2.002516 ${COPIES}`, (code) => {
      says(code, /Bạn chỉ cần đọc số định danh/);
      says(code, /18\/2026\/NĐ-CP/);
    });
    for (const code of ['1.004884', '1.004746', '1.005461'])
      for (const { fact, confidence } of factsOn(code, TODAY))
        if (/01\/01\/2016/.test(fact)) expect(confidence, fact).toBe('secondary');
  });
});

describe('the same evidence gives the same answer', () => {
  it('where the record has no fee, what it costs is unknown, never free', () => {
    const NO_FEE_ROW = `1.001776 1.014027 1.001731 1.014061 1.014062 3.000228 1.014060 1.003677 2.001159 1.003197
      1.010028 1.010040 1.010386 1.010384`;
    each(NO_FEE_ROW, (code) => {
      expect(starterOn(code, TODAY).fees.value?.map(({ amount }) => amount.kind)).toEqual(['unknown']);
      feeSaysNot(code, /miễn phí/i);
      feeSays(code, /hỏi/);
    });
  });
});
