import { Button } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Order } from '@/api/types';
import { addOrdered } from '@/features/cart/cart';
import { announce } from '@/features/errors/toasts';
import { useMessages } from '@/lib/messages/context';
import { useOrdersMessages } from '@/lib/messages/orders';
import { Confirm } from '@/ui/Confirm';
import { useCancelOrder } from './queries';
import { ReceiptButton } from './ReceiptButton';

/** What can be done about an order: its receipt once it is paid, to cancel it before, and to begin it anew after that. */
export function OrderActions({ order }: { order: Order }) {
  const t = useOrdersMessages();
  const messages = useMessages();
  const cancel = useCancelOrder(order.id);
  const [asking, setAsking] = useState(false);
  const navigate = useNavigate();

  async function end() {
    await announce(cancel.mutateAsync(), t.canceled, messages);
    setAsking(false);
  }

  function again() {
    addOrdered(order.items);
    void navigate('/cart');
  }

  return (
    <>
      {(order.status === 'canceled' || order.status === 'expired') && <Button onClick={again}>{t.again}</Button>}
      {order.paidAt && (
        <ReceiptButton order={order} leftSection={<IconFileDownload size={17} stroke={1.75} aria-hidden="true" />} />
      )}
      {order.status === 'pending' && (
        <Button variant="default" color="danger" onClick={() => setAsking(true)}>
          {t.cancel}
        </Button>
      )}
      <Confirm
        opened={asking}
        title={t.cancelTitle}
        text={t.cancelText(order.number)}
        action={t.cancelAction}
        busy={cancel.isPending}
        onConfirm={() => void end()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
