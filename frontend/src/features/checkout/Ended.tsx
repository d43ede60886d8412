import { Button } from '@mantine/core';
import { IconClockOff, IconX } from '@tabler/icons-react';
import { Link, useNavigate } from 'react-router';
import type { Order } from '@/api/types';
import { addOrdered } from '@/features/cart/cart';
import { useCartMessages } from '@/lib/messages/cart';
import { FormPage } from '@/ui/FormPage';
import { CheckoutSteps } from './CheckoutSteps';
import classes from './Done.module.css';

/** The order ended before it was paid. The same can be ordered again. */
export function Ended({ order }: { order: Order }) {
  const t = useCartMessages().payPage;
  const navigate = useNavigate();
  const expired = order.status === 'expired';
  const Icon = expired ? IconClockOff : IconX;

  function again() {
    addOrdered(order.items);
    void navigate('/cart');
  }

  return (
    <div className={classes.page}>
      <CheckoutSteps step="payment" />
      <FormPage
        title={expired ? t.expiredTitle : t.canceledTitle}
        sub={expired ? t.expired : t.canceled}
        icon={<Icon size={24} stroke={1.75} aria-hidden="true" />}
      >
        <div className={classes.ways}>
          <Button size="md" onClick={again}>
            {t.again}
          </Button>
          <Button component={Link} to={`/orders/${order.id}`} variant="default" size="md">
            {t.number(order.number)}
          </Button>
        </div>
      </FormPage>
    </div>
  );
}
