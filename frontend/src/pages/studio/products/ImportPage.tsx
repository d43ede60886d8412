import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { LoadError } from '@/features/errors/LoadError';
import { Crumb } from '@/features/navigation/Crumb';
import { MemberPage } from '@/features/navigation/MemberPage';
import { StudioDoor } from '@/features/navigation/StudioPage';
import { ImportReport } from '@/features/transfers/ImportReport';
import { transferQuery } from '@/features/transfers/queries';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { useTransfersMessages } from '@/lib/messages/inventory';
import { SkeletonRows } from '@/ui/SkeletonRows';

export default function ImportPage() {
  return (
    <StudioDoor permission="products:import">
      <Loaded />
    </StudioDoor>
  );
}

function Loaded() {
  const t = useTransfersMessages();
  const messages = useMessages();
  const format = useFormat();
  const { transferId = '' } = useParams();
  const found = useQuery(transferQuery('imports', transferId));
  return (
    <MemberPage
      title={
        found.data
          ? t.importOf(format.dateTime(found.data.createdAt))
          : found.isPending
            ? messages.common.loading
            : t.title
      }
      crumb={<Crumb to="/studio/products/transfers" label={t.back} />}
    >
      {found.isPending && <SkeletonRows count={4} />}
      {found.isError && !found.data && <LoadError error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && <ImportReport transfer={found.data} />}
    </MemberPage>
  );
}
