import { IconCheck, IconClockOff, IconPackage, IconReceiptRefund, IconShoppingBag, IconX } from '@tabler/icons-react';
import type { Order } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useOrdersMessages } from '@/lib/messages/orders';
import type { OrderStatus } from './queries';
import classes from './Timeline.module.css';

const ICONS = {
  pending: IconShoppingBag,
  paid: IconCheck,
  fulfilled: IconPackage,
  canceled: IconX,
  expired: IconClockOff,
  refunded: IconReceiptRefund,
};

/** What comes after a status when all goes well. */
const NEXT: Partial<Record<OrderStatus, ('paid' | 'fulfilled')[]>> = {
  pending: ['paid', 'fulfilled'],
  paid: ['fulfilled'],
};

/** What has happened to an order, and what is still to come. */
export function Timeline({ order }: { order: Order }) {
  const t = useOrdersMessages();
  const format = useFormat();
  return (
    <ol className={classes.line}>
      {order.history.map(({ status, at, reason }) => {
        const Icon = ICONS[status];
        return (
          <li key={`${status} ${at}`} className={classes.step} data-status={status}>
            <span className={classes.dot}>
              <Icon size={15} stroke={2} aria-hidden="true" />
            </span>
            <div>
              <p className={classes.what}>{t.steps[status]}</p>
              <time className={classes.when} dateTime={at}>
                {format.dateTime(at)}
              </time>
              {reason && <p className={classes.reason}>{reason}</p>}
            </div>
          </li>
        );
      })}
      {(NEXT[order.status] ?? []).map((next) => (
        <li key={next} className={classes.step} data-open="true">
          <span className={classes.dot} />
          <div>
            <p className={classes.what}>{t.next[next]}</p>
            <p className={classes.when}>{t.nextNote}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
