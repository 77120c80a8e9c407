/**
 * Being told by telephone number where the channel itself can no longer bring it: agreed to apart from following, with
 * the number read back first, since a slip would have a stranger told.
 */
import type { Following } from '../lookups.js';
import { writeCommand } from '../reading/command.js';
import type { PhoneRequest } from '../reading/details/phone.js';
import { type Context, say, type Turn, withChoices } from '../turn.js';

/** Gives, shows or takes back the telephone number that notices may go to. */
export async function answerPhone(
  context: Context,
  { phone: port }: Following,
  request: PhoneRequest,
): Promise<Turn> {
  const { t } = context;
  const told = (text: string) => say(context, { text, choices: [] }, { kind: 'dossier' });
  if (port === null) return told(t('follow.phone.notHere'));
  if (request.kind === 'phoneOff')
    return told(t((await port.forget()) ? 'follow.phone.removed' : 'follow.phone.none'));
  const { phone, agreed } = request;
  if (phone === null) return told(t('follow.phone.ask'));
  const shown = `0${phone.slice(2)}`;
  if (!agreed) {
    // The number stands in what agreeing sends, so that nothing is kept before that.
    const send = writeCommand({ kind: 'tellByPhone', phone: shown });
    const choices = [{ label: t('follow.phone.agree'), send }];
    return say(context, withChoices(t('follow.phone.consent', { phone: shown }), choices), {
      kind: 'dossier',
    });
  }
  await port.set(phone);
  return told(t('follow.phone.set', { phone: shown }));
}
