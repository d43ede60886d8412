import { Link } from 'react-router';
import type { OrderItem, OrderSummary } from '@/api/types';
import { Picture } from '@/features/pictures/Picture';
import { useFormat } from '@/lib/format';
import { useOrdersMessages } from '@/lib/messages/orders';
import { OrderStatusPill } from './OrderStatusPill';
import classes from './OrderRow.module.css';

/** How many things of an order are shown and named. */
const SHOWN = 3;

/** An order among others, leading to its page. */
export function OrderRow({ order }: { order: OrderSummary }) {
  const t = useOrdersMessages();
  const format = useFormat();
  const { id, number, status, items, total, currency, createdAt } = order;
  return (
    <li className={classes.row}>
      <Pictures items={items} />
      <div className={classes.what}>
        <h2 className={classes.number}>
          <Link to={`/orders/${id}`} className={classes.link}>
            {t.number(number)}
          </Link>
        </h2>
        <p className={classes.names}>{useNames(items)}</p>
        <time className={classes.when} dateTime={createdAt}>
          {t.placed(format.day(createdAt))}
        </time>
      </div>
      <p className={classes.total}>{format.money(total, currency)}</p>
      <div className={classes.status}>
        <OrderStatusPill status={status} />
      </div>
    </li>
  );
}

/** The first things of an order by name, and how many there are besides. */
export function useNames(items: OrderItem[]): string {
  const t = useOrdersMessages();
  const format = useFormat();
  const names = items.slice(0, SHOWN).map(({ name }) => name);
  const rest = items.length - SHOWN;
  return rest > 0 ? `${names.join(', ')} ${t.more(format.number(rest))}` : format.list(names);
}

function Pictures({ items }: { items: OrderItem[] }) {
  return (
    <span className={classes.pictures} aria-hidden="true">
      {items.slice(0, SHOWN).map(({ sku, image }) => (
        <Picture
          key={sku}
          className={classes.picture}
          picture={image && { ...image, alt: null }}
          sizes="64px"
          ratio="1"
        />
      ))}
    </span>
  );
}
