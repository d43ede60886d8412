import { Button } from '@mantine/core';
import { IconReceiptRefund } from '@tabler/icons-react';
import { lazy, useState } from 'react';
import type { Payment } from '@/api/types';
import { useMay } from '@/features/roles/useMay';
import { useAllPaymentsMessages } from '@/lib/messages/trade';
import { isZero } from '@/lib/money';
import { Later } from '@/ui/Later';
import { leftOf } from './leftOf';

const RefundDialog = lazy(() => import('./RefundDialog'));

/** Opens the way to pay something back, while there is something left. */
export function RefundButton({ payment }: { payment: Payment }) {
  const t = useAllPaymentsMessages();
  const may = useMay();
  const [opened, setOpened] = useState(false);
  const possible = payment.status === 'succeeded' && !isZero(leftOf(payment)) && may('payments:refund');
  return (
    <>
      {possible && (
        <Button
          leftSection={<IconReceiptRefund size={17} stroke={1.75} aria-hidden="true" />}
          onClick={() => setOpened(true)}
        >
          {t.refund.action}
        </Button>
      )}
      <Later when={opened}>
        <RefundDialog opened={opened} payment={payment} onClose={() => setOpened(false)} />
      </Later>
    </>
  );
}
