import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useFormat } from '@/lib/format';
import { useCartMessages } from '@/lib/messages/cart';
import { Card } from '@/ui/Card';
import type { CartGroup } from './useCartLines';
import classes from './CartSummary.module.css';

interface CartSummaryProps {
  group: CartGroup;
  /** All of the cart has this currency. */
  only: boolean;
  /** Something without a known product stands among the lines. */
  blocked: boolean;
}

/** What the lines of one currency come to, and the way to order them. */
export function CartSummary({ group, only, blocked }: CartSummaryProps) {
  const t = useCartMessages();
  const format = useFormat();
  const { currency, lines, subtotal } = group;
  const ready = !blocked && lines.every(({ state }) => state === 'fine');
  return (
    <div className={classes.aside}>
      <Card title={only ? t.summary : t.summaryIn(currency)}>
        <p className={classes.line}>
          <span>{t.subtotal}</span>
          <output className={classes.amount}>{format.money(subtotal, currency)}</output>
        </p>
        <p className={classes.note}>{t.taxLater}</p>
        {ready ? (
          <Button
            component={Link}
            to={only ? '/checkout' : `/checkout?currency=${currency}`}
            size="md"
            fullWidth
            rightSection={<IconArrowRight size={18} stroke={1.75} aria-hidden="true" />}
          >
            {only ? t.checkout : t.checkoutIn(currency)}
          </Button>
        ) : (
          <p className={classes.blocked} role="status">
            {t.notYet}
          </p>
        )}
        <Button component={Link} to="/products" variant="subtle" fullWidth mt={8}>
          {t.keepShopping}
        </Button>
      </Card>
    </div>
  );
}
