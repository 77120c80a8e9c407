/** A dossier in lines, for somebody at a terminal. */
import type { Lateness } from '../../dossiers/model/status.js';
import type { detailOf } from '../../http/desk/view.js';
import { singleLine } from '../socket/lines.js';

type Detail = ReturnType<typeof detailOf>;

const LATENESS_NAMES: Record<Lateness, string> = {
  early: 'sớm hạn',
  onTime: 'đúng hạn',
  late: 'quá hạn',
  unknown: 'không rõ xong lúc nào',
  inTime: 'trong hạn',
  dueSoon: 'sắp đến hạn',
  waiting: 'chờ bổ sung',
  notCounted: 'không tính hạn',
};

const SUBMISSION_NAMES = { direct: 'trực tiếp', online: 'trực tuyến', post: 'bưu chính' } as const;

/** The dossier, then its events, where there are any, one line each. */
export function formatDossier(dossier: Detail): string {
  const { status, statusName, subState, dueAt, dueOriginal, dueNote } = dossier;
  const moved = dueOriginal && dueOriginal !== dueAt ? ` (hẹn lần đầu ${short(dueOriginal)})` : '';
  const lines = [
    `${dossier.code}  ${status} ${statusName}${subState ? ` (${subState})` : ''}, từ ${short(dossier.statusAt)}`,
    `Thủ tục: ${dossier.procedure}, nộp ${SUBMISSION_NAMES[dossier.submission]}, nhận ${short(dossier.receivedAt)}`,
    `Hẹn trả: ${dueAt ? `${short(dueAt)}${moved}, ${LATENESS_NAMES[dossier.lateness]}` : dueNote?.message}`,
    `Chủ hồ sơ: ${dossier.owner.name ?? 'không có'}`,
    ...holderLine(dossier),
    ...partLine(dossier),
    ...(dossier.irregular ? ['Có bước trái quy trình (dấu ! ở dưới).'] : []),
    ...dossier.events.map(formatEvent),
  ];
  return `${lines.map(singleLine).join('\n')}\n`;
}

function holderLine({ holder, step }: Detail): string[] {
  const since = holder?.since ? `, từ ${short(holder.since)}` : '';
  const who = holder && `Đang ở: ${[holder.name, holder.id].filter(Boolean).join(' – ')}${since}`;
  return [...(who ? [who] : []), ...(step ? [`Bước: ${step}`] : [])];
}

function partLine({ parentCode, parentConfirmed }: Detail): string[] {
  if (parentCode === null) return [];
  return [`Là phần của ${parentCode} (${parentConfirmed ? 'đã xác nhận' : 'đơn vị đó chưa xác nhận'})`];
}

const KIND_NAMES = {
  created: 'lập hồ sơ',
  amended: 'sửa thông tin',
  status: '',
  due: 'tính ngày hẹn',
  correction: 'sửa trạng thái',
  undo: 'hoàn tác',
  erased: 'xóa thông tin cá nhân',
  linked: 'là phần của hồ sơ khác',
  undated: 'sửa: không rõ thời điểm của một bước',
} as const;

function formatEvent(event: Detail['events'][number]): string {
  const parts = [
    `${event.irregular ? '!' : ' '} ${short(event.at)}`,
    KIND_NAMES[event.kind],
    event.status === null ? null : `${event.status} ${event.statusName}`,
    event.dueAt && `hẹn ${short(event.dueAt)}`,
    event.reason,
    event.missing && `thiếu: ${event.missing.join(', ')}`,
    event.supplementBy && `bổ sung chậm nhất ${event.supplementBy}`,
    event.undone ? '(đã hoàn tác)' : null,
    `[${event.source} ${event.id}]`,
  ];
  return parts.filter((part) => part !== null && part !== '').join('  ');
}

function short(iso: string | null): string {
  return iso === null ? 'không rõ lúc nào' : iso.slice(0, 16).replace('T', ' ');
}
