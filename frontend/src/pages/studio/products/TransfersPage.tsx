import { Crumb } from '@/features/navigation/Crumb';
import { StudioPage } from '@/features/navigation/StudioPage';
import { useMay } from '@/features/roles/useMay';
import { ExportCard } from '@/features/transfers/ExportCard';
import { ImportCard } from '@/features/transfers/ImportCard';
import { TransferList } from '@/features/transfers/TransferList';
import classes from '@/features/transfers/Transfers.module.css';
import { useProductsMessages, useTransfersMessages } from '@/lib/messages/inventory';
import { Stack } from '@/ui/Stack';

export default function TransfersPage() {
  const t = useTransfersMessages();
  const products = useProductsMessages();
  const may = useMay();
  return (
    <StudioPage
      permission="products:import"
      title={t.title}
      sub={t.sub}
      crumb={<Crumb to="/studio/products" label={products.back} />}
    >
      <div className={classes.columns}>
        <Stack>
          <ImportCard />
          <TransferList kind="imports" />
        </Stack>
        {may('products:export') && (
          <Stack>
            <ExportCard />
            <TransferList kind="exports" />
          </Stack>
        )}
      </div>
    </StudioPage>
  );
}
