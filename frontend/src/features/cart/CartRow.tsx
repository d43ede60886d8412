import { ActionIcon, Button, Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconTrash } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Product } from '@/api/types';
import { Picture } from '@/features/pictures/Picture';
import { sumOf } from '@/lib/amounts';
import { useFormat } from '@/lib/format';
import { useCartMessages } from '@/lib/messages/cart';
import { setQuantity } from './cart';
import { QuantityStepper } from './QuantityStepper';
import type { CartLine } from './useCartLines';
import classes from './CartRow.module.css';

/** A product in the cart: how many of it, what they cost, and what keeps them from being ordered. */
export function CartRow({ line, onRemove }: { line: CartLine; onRemove: () => void }) {
  const t = useCartMessages();
  const { product, state } = line;
  const name = product?.name ?? t.goneName;
  return (
    <li className={classes.row} data-state={state}>
      <Picture className={classes.picture} picture={product?.images[0]} sizes="112px" ratio="4 / 3" />
      <div className={classes.what}>
        {state === 'loading' ? (
          <Skeleton height={14} width="60%" mt={4} />
        ) : (
          <h2 className={classes.name}>
            {product && state !== 'gone' ? <Link to={`/products/${product.slug}`}>{name}</Link> : name}
          </h2>
        )}
        {product && state !== 'gone' && <Each product={product} />}
        <Problem line={line} />
      </div>
      {product && (state === 'fine' || state === 'short') && (
        <div className={classes.quantity}>
          <QuantityStepper
            name={name}
            value={line.quantity}
            most={product.stock}
            onChange={(quantity) => setQuantity(line.productId, quantity)}
          />
        </div>
      )}
      {product && state === 'fine' && <Amount product={product} quantity={line.quantity} />}
      <ActionIcon className={classes.remove} aria-label={t.remove(name)} onClick={onRemove}>
        <IconTrash size={18} stroke={1.75} aria-hidden="true" />
      </ActionIcon>
    </li>
  );
}

function Each({ product }: { product: Product }) {
  const t = useCartMessages();
  const format = useFormat();
  return <p className={classes.each}>{t.each(format.money(product.price, product.currency))}</p>;
}

function Amount({ product: { price, currency }, quantity }: { product: Product; quantity: number }) {
  const format = useFormat();
  return <p className={classes.amount}>{format.money(sumOf([{ price, quantity }], currency), currency)}</p>;
}

/** Why the line cannot be ordered as it is, with what can be done about it. */
function Problem({ line }: { line: CartLine }) {
  const t = useCartMessages();
  const format = useFormat();
  const { productId, product, state } = line;
  if (state === 'fine' || state === 'loading') return null;
  const left = format.number(product?.stock ?? 0);
  const texts = { short: t.short(left), soldOut: t.soldOut, gone: t.gone, unknown: t.unknown };
  return (
    <div className={classes.problem}>
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
      <div className={classes.way}>
        <p>{texts[state]}</p>
        {state === 'short' && (
          <Button variant="default" size="xs" onClick={() => setQuantity(productId, product!.stock)}>
            {t.take(left)}
          </Button>
        )}
      </div>
    </div>
  );
}
