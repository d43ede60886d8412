import { Button } from '@mantine/core';
import { lazy, useState } from 'react';
import type { Product } from '@/api/types';
import { BulkBar } from '@/features/bulk/BulkBar';
import { useBulk } from '@/features/bulk/useBulk';
import type { usePicked } from '@/features/bulk/usePicked';
import { useMay } from '@/features/roles/useMay';
import { useProductsMessages } from '@/lib/messages/inventory';
import { Confirm } from '@/ui/Confirm';
import { Later } from '@/ui/Later';
import { bulkActions, useProductsChanged } from './mutations';

const BulkDialog = lazy(() => import('@/features/bulk/BulkDialog'));

/** What can be done with the products that are chosen. Those with which it worked are no longer chosen. */
export function ProductBulk({ picked }: { picked: ReturnType<typeof usePicked<Product>> }) {
  const t = useProductsMessages();
  const may = useMay();
  const bulk = useBulk<Product>();
  const changed = useProductsChanged();
  const [asking, setAsking] = useState(false);
  const count = picked.rows.length;

  async function apply(title: string, action: (product: Product) => Promise<unknown>) {
    setAsking(false);
    picked.pick(await bulk.start(title, picked.rows, action), false);
    await changed();
  }

  return (
    <>
      {count > 0 && (
        <BulkBar count={count} onClear={picked.clear}>
          {may('products:update') && (
            <>
              <Button
                variant="default"
                size="xs"
                onClick={() => void apply(t.bulk.activating(count), bulkActions.activate)}
              >
                {t.bulk.activate}
              </Button>
              <Button
                variant="default"
                size="xs"
                onClick={() => void apply(t.bulk.deactivating(count), bulkActions.deactivate)}
              >
                {t.bulk.deactivate}
              </Button>
            </>
          )}
          {may('products:delete') && (
            <Button variant="default" color="danger" size="xs" onClick={() => setAsking(true)}>
              {t.bulk.remove}
            </Button>
          )}
        </BulkBar>
      )}
      <Confirm
        opened={asking}
        title={t.bulk.removeTitle(count)}
        text={t.bulk.removeText}
        action={t.bulk.remove}
        busy={false}
        onConfirm={() => void apply(t.bulk.removing(count), bulkActions.remove)}
        onClose={() => setAsking(false)}
      />
      <Later when={bulk.run !== null}>
        {bulk.run && <BulkDialog run={bulk.run} onStop={bulk.stop} onClose={bulk.close} />}
      </Later>
    </>
  );
}
