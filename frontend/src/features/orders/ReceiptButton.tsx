import { Button, type ButtonProps } from '@mantine/core';
import { useState } from 'react';
import { download } from '@/api/client';
import type { Order } from '@/api/types';
import { showError } from '@/features/errors/toasts';
import { useMessages } from '@/lib/messages/context';
import { useOrdersMessages } from '@/lib/messages/orders';
import { saveFile } from '@/lib/saveFile';

/** Saves the receipt of a paid order. */
export function ReceiptButton({ order, ...props }: { order: Pick<Order, 'id' | 'number'> } & ButtonProps) {
  const t = useOrdersMessages();
  const messages = useMessages();
  const [busy, setBusy] = useState(false);

  async function save() {
    setBusy(true);
    try {
      saveFile(t.receiptFile(order.number), await download('/orders/{id}/receipt', undefined, { id: order.id }));
    } catch (error) {
      showError(error, messages);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Button variant="default" loading={busy} onClick={() => void save()} {...props}>
      {t.receipt}
    </Button>
  );
}
