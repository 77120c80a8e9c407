/** The lists a desk works by, in the words all parts share. Pure. */
export const WORK_LISTS = ['overdue', 'today', 'tomorrow', 'supplement', 'ready', 'unreceived'] as const;
/** Overdue, due today or tomorrow, waiting for papers, with a result not fetched yet, not received yet. */
export type WorkList = (typeof WORK_LISTS)[number];

/** What they are called. */
export const WORK_LIST_NAMES: Readonly<Record<WorkList, string>> = {
  overdue: 'quá hạn',
  today: 'hẹn hôm nay',
  tomorrow: 'hẹn ngày mai',
  supplement: 'chờ bổ sung',
  ready: 'có kết quả, chưa trả',
  unreceived: 'chưa tiếp nhận',
};
