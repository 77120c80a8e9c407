/** The findings of an import in words for the catalogue officer: what is wrong, then what to do. */
import { fill } from '../../i18n/fill.js';
import type { Finding } from './item.js';

/** `{name}` is replaced by the finding's parameter. */
const MESSAGES = {
  // The file as a whole
  emptyFile: 'Tệp không có nội dung. Hãy chọn lại tệp hoặc xuất lại từ nguồn.',
  unknownFormat:
    'Không nhận ra định dạng tệp. Dùng tệp Excel (.xlsx), JSON-lines (.jsonl, .jsonl.gz) hoặc tệp JSON của Cổng Dịch vụ công.',
  otherFile:
    'Đây là {what}, không đọc được danh sách hồ sơ từ đó. Mở phần mềm một cửa, xuất ra Excel (.xlsx) hoặc CSV rồi nạp tệp ấy.',
  packedFile: 'Đây là tệp nén ({what}). Giải nén trước, rồi nạp tệp Excel hoặc CSV ở trong.',
  webPage:
    'Đây là một trang web không có bảng nào, thường do phần mềm đã hết phiên đăng nhập khi xuất. Đăng nhập lại, xuất lại danh sách rồi nạp.',
  oldExcel: 'Đây là tệp Excel đời cũ (.xls) hoặc tệp có mật khẩu. Hãy bỏ mật khẩu và lưu lại dạng .xlsx.',
  notUtf8:
    'Tệp không dùng bảng mã UTF-8 (có vẻ là {encoding}). Hãy mở tệp và lưu lại với bảng mã UTF-8, rồi nhập lại.',
  truncatedGzip: 'Tệp nén bị cắt cụt. Hãy tải hoặc chép lại tệp cho đủ.',
  damagedGzip: 'Tệp nén bị hỏng. Hãy tải hoặc chép lại tệp.',
  truncatedJson: 'Tệp kết thúc giữa chừng. Hãy tải hoặc xuất lại cho đủ.',
  invalidJson: 'Không đúng cú pháp JSON. Hãy xuất lại tệp từ nguồn, không sửa bằng tay.',
  tooLarge: 'Tệp quá lớn sau khi giải nén (hơn {limitMb} MB). Hãy chia tệp thành nhiều phần.',
  zipBomb: 'Tệp nén giãn ra bất thường, có thể là tệp độc hại. Không nhập; hãy hỏi lại nơi gửi.',
  lineTooLong:
    'Dòng dài hơn {limitMb} triệu ký tự. Hãy kiểm tra lại tệp: mỗi thủ tục phải nằm trên một dòng.',
  tooManyRows: 'Tệp có hơn {limit} dòng. Hãy chia tệp thành nhiều phần.',
  conflictingRows:
    'Mã {code} có hai dòng khác nhau (dòng {first} và dòng {second}). Hãy giữ lại một dòng đúng rồi nhập lại.',
  noEntries: 'Tệp không có thủ tục nào. Hãy kiểm tra lại nội dung tệp.',
  damagedWorkbook: 'Không mở được tệp Excel ({reason}). Hãy mở bằng Excel, lưu lại dạng .xlsx rồi nhập lại.',
  missingSheet: 'Thiếu trang tính "{sheet}". Hãy dùng tệp mẫu (motcua catalogue template).',
  missingColumn: 'Trang "{sheet}" thiếu cột "{header}". Hãy dùng tệp mẫu và giữ nguyên dòng tiêu đề.',
  // Rows set aside or mended
  badCode:
    'Mã "{value}" không phải mã thủ tục (dạng 1.001193). Dòng này được để riêng; hãy sửa mã ở nguồn nếu thủ tục còn dùng.',
  badRow: 'Dòng không đọc được ({reason}). Dòng này được để riêng; hãy sửa ở nguồn.',
  missingName: 'Thủ tục không có tên. Dòng này được để riêng; hãy bổ sung tên.',
  duplicateRow: 'Dòng trùng hoàn toàn với dòng {first}; đã bỏ qua.',
  repeatedName:
    'Cùng một tên "{name}" cho {count} mã của cùng cơ quan công bố, có thể nguồn ghi sai tên. Hãy đối chiếu với quyết định công bố.',
  notInCatalogue: 'Thủ tục không còn trong danh mục ngày {date}. Hãy kiểm tra xem đã bãi bỏ chưa.',
  workingDays:
    'Nguồn ghi {amount} "ngày" nhưng nội dung là "ngày làm việc"; đã lấy ngày làm việc. Hãy đối chiếu.',
  feeThousands:
    'Nguồn ghi {value} đồng nhưng nội dung là {amount} đồng; đã lấy {amount} đồng. Hãy đối chiếu.',
  feeImplausible:
    'Mức thu {value} đồng không hợp lý (có thể là ngoại tệ hoặc thiếu số 0); để là chưa biết. Hãy bổ sung mức thu đúng.',
  feeExpired: 'Mức thu theo nội dung đã hết hạn ngày {date}. Hãy cập nhật mức thu hiện hành.',
  feeAsTime: 'Thời hạn của nguồn thực ra là tiền phí; đã bỏ. Hãy bổ sung thời hạn.',
  // Cells of a workbook
  formulaCell: 'Ô chứa công thức. Hãy thay bằng giá trị (chép rồi dán giá trị).',
  badChoice: 'Giá trị "{value}" không có trong danh sách. Hãy chọn một trong: {choices}.',
  badNumber: '"{value}" không phải số phù hợp. Hãy nhập {expected}.',
  badDate: '"{value}" không phải ngày. Hãy nhập dạng ngày/tháng/năm, ví dụ 18/07/2026.',
  requiredCell: 'Ô bắt buộc đang trống. Hãy điền "{header}".',
  unknownProcedure:
    'Mã {code} không có dòng nào ở trang "{sheet}". Hãy thêm thủ tục đó vào trang "{sheet}" hoặc xóa dòng này.',
  correctsUnknown:
    'Không sửa được: danh mục không có mã {code} ở lớp này. Hãy kiểm tra lại mã, hoặc thêm thủ tục đó vào trang "Thủ tục".',
  correctsNone:
    'Không có dòng nào của mã {code} khớp để sửa. Danh mục đang có: {known}. Hãy ghi Trường hợp, Loại, Cách nộp đúng như vậy, hoặc thêm dòng của thủ tục ở trang "Thủ tục" để thay toàn bộ.',
  correctsSeveral:
    'Có nhiều dòng của mã {code} khớp: {known}. Hãy ghi thêm Trường hợp, Loại, Cách nộp để chỉ còn một dòng.',
  abolishUnknown: 'Không bãi bỏ được mã {code}: danh mục không có mã này. Hãy kiểm tra lại mã.',
  badKnowledge: 'Dòng không dùng được: {reason}. Hãy sửa ô đó rồi nhập lại.',
  knowledgeOfUnknown:
    'Danh mục không có thủ tục {code}. Hãy kiểm tra lại mã, hoặc nhập thủ tục đó trước (hay trong cùng tệp).',
  unknownUnit: 'Chưa có đơn vị {unit}. Hãy kiểm tra lại mã, hoặc tạo bằng: motcua unit set {unit}',
  removeUnknownKnowledge: 'Không gỡ được dòng {id}: không có dòng này. Xem: motcua knowledge list',
  invalidRecord: 'Nội dung của mã {code} không hợp lệ ({reason}). Hãy sửa lại.',
} as const;

/** The key of a message about an imported row. */
export type FindingKey = keyof typeof MESSAGES;

/** The finding as one Vietnamese sentence or two, without its place. */
export function describeFinding(finding: Pick<Finding, 'key' | 'params'>): string {
  return fill(MESSAGES[finding.key], finding.params, '…');
}

/** Findings that say the same of many places, once: the first, and where else. */
export function groupFindings(findings: readonly Finding[]): { first: Finding; others: Finding[] }[] {
  const groups = new Map<string, { first: Finding; others: Finding[] }>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.key, finding.params]);
    const group = groups.get(key);
    if (group) group.others.push(finding);
    else groups.set(key, { first: finding, others: [] });
  }
  return [...groups.values()];
}

/** Where the finding is: `tệp danh-muc.xlsx, trang "Phí", dòng 12, cột F (Số tiền), mã 1.001193`. */
export function describePlace(finding: Pick<Finding, 'where'>, fileName: string): string {
  const { sheet, row, column, code } = finding.where;
  return [
    `tệp ${fileName}`,
    sheet ? `trang "${sheet}"` : null,
    row > 0 ? `dòng ${row}` : null,
    column ? `cột ${column}` : null,
    code ? `mã ${code}` : null,
  ]
    .filter((part) => part !== null)
    .join(', ');
}
