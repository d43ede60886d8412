import { IconReceiptRefund } from '@tabler/icons-react';
import type { Refund } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useAllPaymentsMessages } from '@/lib/messages/trade';
import { Card } from '@/ui/Card';
import { IconTile } from '@/ui/IconTile';
import { Item, ItemList } from '@/ui/ItemList';
import { Pill, type PillTone } from '@/ui/Pill';
import classes from './PaymentCards.module.css';

const TONES: Record<Refund['status'], PillTone> = { pending: 'warn', succeeded: 'good', failed: 'bad' };

/** What of a payment has gone back, and when. */
export function RefundsCard({ refunds }: { refunds: Refund[] }) {
  const t = useAllPaymentsMessages();
  const format = useFormat();
  return (
    <Card title={t.refunds}>
      {refunds.length === 0 && <p className={classes.quiet}>{t.noRefunds}</p>}
      {refunds.length > 0 && (
        <ItemList label={t.refunds}>
          {refunds.map(({ id, amount, currency, status, reason, createdAt }) => (
            <Item
              key={id}
              icon={
                <IconTile>
                  <IconReceiptRefund size={20} stroke={1.6} aria-hidden="true" />
                </IconTile>
              }
              name={
                <>
                  {format.money(amount, currency)}
                  <Pill tone={TONES[status]}>{t.refundStatus[status]}</Pill>
                </>
              }
              details={
                <>
                  <time dateTime={createdAt}>{format.dateTime(createdAt)}</time>
                  {reason && <span>{reason}</span>}
                </>
              }
            />
          ))}
        </ItemList>
      )}
    </Card>
  );
}
