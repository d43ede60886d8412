import { Link } from 'react-router';
import type { OrderItem } from '@/api/types';
import { Picture } from '@/features/pictures/Picture';
import { useFormat } from '@/lib/format';
import { useOrdersMessages } from '@/lib/messages/orders';
import classes from './OrderItems.module.css';

/** What is in an order, as it was when it was ordered. */
export function OrderItems({ items, currency }: { items: OrderItem[]; currency: string }) {
  const t = useOrdersMessages();
  const format = useFormat();
  return (
    <ul className={classes.items} aria-label={t.items}>
      {items.map(({ sku, name, slug, quantity, unitPrice, total, image }) => (
        <li key={sku} className={classes.item}>
          <Picture className={classes.picture} picture={image && { ...image, alt: null }} sizes="72px" ratio="4 / 3" />
          <div className={classes.what}>
            <p className={classes.name}>
              {slug ? (
                <Link className={classes.link} to={`/products/${slug}`}>
                  {name}
                </Link>
              ) : (
                name
              )}
            </p>
            <p className={classes.each}>{t.each(format.number(quantity), format.money(unitPrice, currency))}</p>
          </div>
          <p className={classes.total}>{format.money(total, currency)}</p>
        </li>
      ))}
    </ul>
  );
}
