import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Product } from '@/api/types';
import type { CartGroup } from '@/features/cart/useCartLines';
import { Picture } from '@/features/pictures/Picture';
import { sumOf } from '@/lib/amounts';
import { useFormat } from '@/lib/format';
import { useCartMessages } from '@/lib/messages/cart';
import { Card } from '@/ui/Card';
import type { Adjusted } from './PlaceOrder';
import classes from './WishCard.module.css';

interface WishCardProps {
  group: CartGroup | null;
  /** What could not be had as it was wanted; some of it is not in the cart any more. */
  adjusted: Adjusted[];
  children: ReactNode;
}

/** What is about to be ordered, and what it comes to before tax. */
export function WishCard({ group, adjusted, children }: WishCardProps) {
  const texts = useCartMessages();
  const t = texts.checkoutPage;
  const format = useFormat();
  const lines = group?.lines ?? [];
  const out = adjusted.filter(({ productId }) => lines.every((line) => line.productId !== productId));
  return (
    <Card title={t.summary}>
      <ul className={classes.lines} aria-label={t.summary}>
        {lines.map(({ productId, product, quantity }) => (
          <Line
            key={productId}
            product={product!}
            quantity={quantity}
            adjusted={adjusted.find((other) => other.productId === productId)}
          />
        ))}
        {out.map((other) => (
          <Line key={other.productId} product={other.product} quantity={0} adjusted={other} />
        ))}
      </ul>
      {group && (
        <dl className={classes.sums}>
          <div>
            <dt>{texts.subtotal}</dt>
            <dd>{format.money(group.subtotal, group.currency)}</dd>
          </div>
          <div>
            <dt>{t.tax}</dt>
            <dd>{t.taxOpen}</dd>
          </div>
        </dl>
      )}
      {children}
    </Card>
  );
}

interface LineProps {
  product: Product;
  quantity: number;
  adjusted: Adjusted | undefined;
}

function Line({ product, quantity, adjusted }: LineProps) {
  const t = useCartMessages().checkoutPage;
  const format = useFormat();
  const { name, price, currency, images } = product;
  return (
    <li className={classes.line} data-out={quantity === 0}>
      <Picture className={classes.picture} picture={images[0] && { ...images[0], alt: null }} sizes="56px" ratio="1" />
      <div className={classes.what}>
        <p className={classes.name}>
          {quantity > 1 && <span className={classes.times}>{`${t.quantity(format.number(quantity))} `}</span>}
          {name}
        </p>
        {adjusted && <Problem adjusted={adjusted} />}
      </div>
      {quantity > 0 && (
        <p className={classes.amount}>{format.money(sumOf([{ price, quantity }], currency), currency)}</p>
      )}
    </li>
  );
}

function Problem({ adjusted: { wanted, left } }: { adjusted: Adjusted }) {
  const t = useCartMessages().checkoutPage;
  const format = useFormat();
  const text =
    left === null ? t.unavailable : left === 0 ? t.soldOut : t.nowOnly(format.number(left), format.number(wanted));
  return (
    <p className={classes.problem}>
      <IconAlertTriangle size={15} stroke={1.75} aria-hidden="true" />
      {text}
    </p>
  );
}
