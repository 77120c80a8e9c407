/** What people ask in the benches. */
export const QUESTIONS = [
  'làm giấy khai sinh cho con cần gì',
  'dang ky ket hon mat bao nhieu tien',
  'xin giấy xác nhận độc thân nộp ở đâu',
  'đăng ký tạm trú mất mấy ngày',
  'chứng thực bản sao giấy tờ',
];
