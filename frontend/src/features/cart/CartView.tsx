import { Button } from '@mantine/core';
import { IconShoppingBag } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { LoadError } from '@/features/errors/LoadError';
import { useFormat } from '@/lib/format';
import { useCartMessages } from '@/lib/messages/cart';
import { EmptyState } from '@/ui/EmptyState';
import { Notice } from '@/ui/Notice';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { setQuantity } from './cart';
import { CartLines, type Removed } from './CartLines';
import { CartSummary } from './CartSummary';
import { useCartLines, type CartLine } from './useCartLines';
import classes from './CartView.module.css';

/** All that is in the cart, what it comes to, and the way to order it. */
export function CartView() {
  const t = useCartMessages();
  const format = useFormat();
  const cart = useCartLines();
  const [removed, setRemoved] = useState<Removed | null>(null);
  const { lines, groups, others } = cart;

  function remove(line: CartLine) {
    setRemoved({ line, place: lines.findIndex(({ productId }) => productId === line.productId) });
    setQuantity(line.productId, 0);
  }

  function undo() {
    if (removed) setQuantity(removed.line.productId, removed.line.quantity, removed.place);
    setRemoved(null);
  }

  // What was put in again elsewhere is not out of the cart.
  const gone = removed && lines.every(({ productId }) => productId !== removed.line.productId) ? removed : null;
  const shared = { removed: gone, onRemove: remove, onUndo: undo };
  if (lines.length === 0) {
    return (
      <>
        {gone && <CartLines label={t.lines} lines={[]} {...shared} />}
        <Empty />
      </>
    );
  }
  if (groups.length === 0 && cart.pending) return <SkeletonRows count={lines.length} picture />;
  return (
    <>
      {groups.length > 1 && (
        <div className={classes.notice}>
          <Notice tone="info">{t.currencies(format.list(groups.map(({ currency }) => currency)))}</Notice>
        </div>
      )}
      {cart.error !== null && <LoadError error={cart.error} onRetry={cart.retry} />}
      {groups.map((group, place) => (
        <div key={group.currency} className={classes.columns}>
          <CartLines
            label={groups.length > 1 ? t.linesIn(group.currency) : t.lines}
            // What is unknown has no currency; it stands where it is seen first.
            lines={
              place === 0 ? lines.filter((line) => others.includes(line) || group.lines.includes(line)) : group.lines
            }
            {...shared}
            removed={place === groups.length - 1 || gone?.line.product?.currency === group.currency ? gone : null}
          />
          <CartSummary group={group} only={groups.length === 1} blocked={place === 0 && others.length > 0} />
        </div>
      ))}
      {groups.length === 0 && <CartLines label={t.lines} lines={lines} {...shared} />}
    </>
  );
}

function Empty() {
  const t = useCartMessages();
  return (
    <EmptyState
      icon={<IconShoppingBag size={32} stroke={1.4} aria-hidden="true" />}
      title={t.emptyTitle}
      text={t.empty}
      action={
        <Button component={Link} to="/products" size="md">
          {t.toProducts}
        </Button>
      }
    />
  );
}
