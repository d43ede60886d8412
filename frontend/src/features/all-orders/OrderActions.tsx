import { Button } from '@mantine/core';
import { IconReceipt, IconTruckDelivery } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { download } from '@/api/client';
import type { Order } from '@/api/types';
import { showError } from '@/features/errors/toasts';
import { useMay } from '@/features/roles/useMay';
import { useMessages } from '@/lib/messages/context';
import { useAllOrdersMessages } from '@/lib/messages/trade';
import { saveFile } from '@/lib/saveFile';
import { Later } from '@/ui/Later';

const FulfilDialog = lazy(() => import('./FulfilDialog'));
const CancelDialog = lazy(() => import('./CancelDialog'));

/** What can be done with an order in its present state. */
export function OrderActions({ order }: { order: Order }) {
  const t = useAllOrdersMessages();
  const may = useMay();
  const [open, setOpen] = useState<'fulfil' | 'cancel' | null>(null);
  const close = () => setOpen(null);
  const { status, paidAt } = order;
  return (
    <>
      {paidAt && <ReceiptButton order={order} />}
      {(status === 'pending' || status === 'paid') && may('orders:cancel') && (
        <Button variant="default" color="danger" onClick={() => setOpen('cancel')}>
          {t.cancel.action}
        </Button>
      )}
      {status === 'paid' && may('orders:fulfil') && (
        <Button
          leftSection={<IconTruckDelivery size={17} stroke={1.75} aria-hidden="true" />}
          onClick={() => setOpen('fulfil')}
        >
          {t.fulfil.action}
        </Button>
      )}
      <Later when={open === 'fulfil'}>
        <FulfilDialog opened={open === 'fulfil'} order={order} onClose={close} />
      </Later>
      <Later when={open === 'cancel'}>
        <CancelDialog opened={open === 'cancel'} order={order} onClose={close} />
      </Later>
    </>
  );
}

function ReceiptButton({ order: { id, number } }: { order: Order }) {
  const t = useAllOrdersMessages();
  const messages = useMessages();
  const fetchFile = useMutation({
    mutationFn: () => download('/orders/{id}/receipt', undefined, { id }),
    onSuccess: (file) => saveFile(`${number}.pdf`, file),
    onError: (error) => showError(error, messages),
  });
  return (
    <Button
      variant="default"
      leftSection={<IconReceipt size={17} stroke={1.75} aria-hidden="true" />}
      loading={fetchFile.isPending}
      onClick={() => fetchFile.mutate()}
    >
      {t.receipt}
    </Button>
  );
}
