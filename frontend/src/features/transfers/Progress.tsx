import type { Transfer } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useTransfersMessages } from '@/lib/messages/inventory';
import { Meter } from '@/ui/Meter';
import classes from './Progress.module.css';

/** How far a transfer has come that is under way. */
export function Progress({ transfer }: { transfer: Transfer }) {
  const t = useTransfersMessages();
  const format = useFormat();
  const { status, done, total } = transfer;
  return (
    <div className={classes.progress}>
      <Meter value={total ? Math.min(1, done / total) : 0} label={t.progressLabel} />
      <p className={classes.text} role="status">
        {status === 'queued'
          ? t.waiting
          : total === null
            ? t.progressUnknown(format.number(done))
            : t.progress(format.number(done), format.number(total))}
      </p>
    </div>
  );
}
