import { Button } from '@mantine/core';
import { lazy, useState } from 'react';
import type { OrderSummary } from '@/api/types';
import { BulkBar } from '@/features/bulk/BulkBar';
import { useBulk } from '@/features/bulk/useBulk';
import type { usePicked } from '@/features/bulk/usePicked';
import { useAllOrdersMessages } from '@/lib/messages/trade';
import { Confirm } from '@/ui/Confirm';
import { Later } from '@/ui/Later';
import { fulfilOrder, useOrdersChanged } from './mutations';

const BulkDialog = lazy(() => import('@/features/bulk/BulkDialog'));

/** What can be done with the orders that are chosen: those that are paid can be marked as on their way. */
export function OrderBulk({ picked }: { picked: ReturnType<typeof usePicked<OrderSummary>> }) {
  const t = useAllOrdersMessages();
  const changed = useOrdersChanged();
  const bulk = useBulk<{ id: string; name: string }>();
  const [asking, setAsking] = useState(false);
  const count = picked.rows.length;
  const paid = picked.rows.filter(({ status }) => status === 'paid').map(({ id, number }) => ({ id, name: number }));
  const leftOut = count - paid.length;

  async function fulfil() {
    setAsking(false);
    const worked = await bulk.start(t.bulk.fulfilling(paid.length), paid, ({ id }) => fulfilOrder({ id }));
    const done = new Set(worked.map(({ id }) => id));
    picked.pick(
      picked.rows.filter(({ id }) => done.has(id)),
      false,
    );
    await changed();
  }

  return (
    <>
      {count > 0 && (
        <BulkBar count={count} onClear={picked.clear}>
          <Button
            variant="default"
            size="xs"
            disabled={paid.length === 0}
            title={paid.length === 0 ? t.bulk.nonePaid : undefined}
            onClick={() => setAsking(true)}
          >
            {t.bulk.fulfil}
          </Button>
        </BulkBar>
      )}
      <Confirm
        opened={asking}
        title={t.bulk.title(paid.length)}
        text={leftOut > 0 ? `${t.bulk.text} ${t.bulk.leftOut(leftOut)}` : t.bulk.text}
        action={t.bulk.fulfil}
        calm
        busy={false}
        onConfirm={() => void fulfil()}
        onClose={() => setAsking(false)}
      />
      <Later when={bulk.run !== null}>
        {bulk.run && <BulkDialog run={bulk.run} onStop={bulk.stop} onClose={bulk.close} />}
      </Later>
    </>
  );
}
