import type { Transfer } from '@/api/types';
import { useTransfersMessages } from '@/lib/messages/inventory';
import { Pill, type PillTone } from '@/ui/Pill';

const TONES: Record<Transfer['status'], PillTone> = {
  queued: 'neutral',
  running: 'warn',
  completed: 'good',
  failed: 'bad',
};

/** How far an import or export is, in one word. */
export function TransferPill({ status }: Pick<Transfer, 'status'>) {
  const t = useTransfersMessages();
  return <Pill tone={TONES[status]}>{t.status[status]}</Pill>;
}
