import { vietnamMinute } from '../../time/clock.js';
import { SendError } from '../channel.js';
import type { OaAccount } from './client.js';
import type { Grant } from './grant-store.js';
import { failureOf } from './tokens.js';
import { LOG_IN } from './vault.js';

/** One line about an account that answers. `expected`: the account's id as set; null = any. */
export function describeAccount(
  account: OaAccount,
  standing: Omit<Grant, 'sealed'> | null,
  expected: string | null,
): string {
  const until = account.packageUntil ? `, đến ${account.packageUntil}` : '';
  const bought = account.package ? `gói ${account.package}${until}` : 'không rõ gói';
  const lines = [`Zalo OA: đã nối với "${account.name}" (mã ${account.id}, ${bought}).`];
  if (standing) lines.push(describeTokens(standing));
  if (expected && expected !== account.id)
    lines.push(
      `Token thuộc OA ${account.id}, còn ZALO_OA_ID là ${expected}: kiểm tra lại, rồi chạy ${LOG_IN}.`,
    );
  return lines.join(' ');
}

/** One line about the tokens: until when they hold, or why they could not be renewed. */
export function describeTokens(standing: Omit<Grant, 'sealed'>): string {
  const { obtainedAt, expiresAt, failedAt } = standing;
  const failure = failureOf(standing);
  const ages = `Token lấy lúc ${vietnamMinute(obtainedAt)}, hết hạn ${vietnamMinute(expiresAt)}.`;
  if (!failure) return ages;
  const when = failedAt ? ` lúc ${vietnamMinute(failedAt)}` : '';
  return `${ages} Không gia hạn được${when} (${failure}): quản trị OA chạy ${LOG_IN}.`;
}

/** One line about an account that cannot be used now. */
export function describeTrouble(error: unknown): string {
  const kept = 'Tin nhắn đến vẫn được nhận và giữ lại.';
  const reason = error instanceof SendError ? error.message : 'lỗi cơ sở dữ liệu';
  if (error instanceof SendError && error.remedy === 'stop')
    return `Zalo OA: chưa gửi được tin (${reason}). Chạy: ${LOG_IN}. ${kept}`;
  return `Zalo OA: chưa gọi được Zalo (${reason}); sẽ thử lại. ${kept}`;
}
