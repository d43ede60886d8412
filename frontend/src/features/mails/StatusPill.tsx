import { useMemberMessages } from '@/lib/messages/member';
import { Pill, type PillTone } from '@/ui/Pill';
import type { MailStatus } from './queries';

const TONES: Record<MailStatus, PillTone> = { queued: 'neutral', sent: 'good', failed: 'bad' };

/** Whether a mail has gone out. */
export function StatusPill({ status }: { status: MailStatus }) {
  const t = useMemberMessages();
  return <Pill tone={TONES[status]}>{t.mails.status[status]}</Pill>;
}
