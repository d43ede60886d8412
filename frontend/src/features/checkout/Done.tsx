import { Button, Loader } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Order } from '@/api/types';
import { OrderItems } from '@/features/orders/OrderItems';
import { OrderTotals } from '@/features/orders/OrderTotals';
import { ReceiptButton } from '@/features/orders/ReceiptButton';
import { useCurrentUser } from '@/features/session/context';
import { useCartMessages } from '@/lib/messages/cart';
import { fullName } from '@/lib/person';
import { Card } from '@/ui/Card';
import { FormPage } from '@/ui/FormPage';
import { CheckoutSteps } from './CheckoutSteps';
import classes from './Done.module.css';

/** The order is paid. */
export function Done({ order }: { order: Order }) {
  const t = useCartMessages();
  const user = useCurrentUser();
  return (
    <div className={classes.page}>
      <CheckoutSteps step="done" />
      <FormPage
        title={t.payPage.doneTitle(user.firstName ?? fullName(user))}
        sub={`${t.payPage.done(order.number)} ${t.payPage.receiptTo(user.email)}`}
        icon={<IconCheck size={26} stroke={2} aria-hidden="true" />}
        footer={
          <Link className="link" to="/products">
            {t.keepShopping}
          </Link>
        }
      >
        <div className={classes.ways}>
          <Button component={Link} to={`/orders/${order.id}`} size="md">
            {t.payPage.follow}
          </Button>
          <ReceiptButton order={order} size="md" />
        </div>
        <Card title={t.payPage.number(order.number)}>
          <OrderItems items={order.items} currency={order.currency} />
          <OrderTotals order={order} />
        </Card>
      </FormPage>
    </div>
  );
}

/** The money has come; the order hears of it in a moment. */
export function Confirming() {
  const t = useCartMessages().payPage;
  return (
    <div className={classes.page}>
      <CheckoutSteps step="payment" />
      <FormPage title={t.confirming} sub={t.confirmingText} icon={<Loader size={22} color="var(--primary)" />} />
    </div>
  );
}
