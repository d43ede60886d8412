import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useParams } from 'react-router';
import { LoadError } from '@/features/errors/LoadError';
import { ProductActions } from '@/features/inventory/ProductActions';
import { productQuery } from '@/features/inventory/queries';
import { Thumb } from '@/features/pictures/Thumb';
import { Crumb } from '@/features/navigation/Crumb';
import { MemberPage } from '@/features/navigation/MemberPage';
import { StudioDoor } from '@/features/navigation/StudioPage';
import { useMessages } from '@/lib/messages/context';
import { useProductsMessages } from '@/lib/messages/inventory';
import { SkeletonRows } from '@/ui/SkeletonRows';

// The form weighs more than the page around it.
const EditProductForm = lazy(() => import('@/features/inventory/EditProductForm'));

export default function ProductPage() {
  return (
    <StudioDoor permission="products:update">
      <Loaded />
    </StudioDoor>
  );
}

function Loaded() {
  const t = useProductsMessages();
  const messages = useMessages();
  const { productId = '' } = useParams();
  const found = useQuery(productQuery(productId));
  const product = found.data?.product;
  // One page before and after loading, so that its heading keeps the focus it was given.
  return (
    <MemberPage
      title={product ? product.name : found.isPending ? messages.common.loading : t.title}
      sub={product && <span className="mono">{product.sku}</span>}
      crumb={<Crumb to="/studio/products" label={t.back} />}
      picture={product && <Thumb fileId={product.images[0]?.fileId} size={56} />}
      actions={product && <ProductActions product={product} />}
    >
      {found.isPending && <SkeletonRows count={6} />}
      {found.isError && !found.data && <LoadError error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && (
        <Suspense fallback={<SkeletonRows count={6} />}>
          <EditProductForm key={found.data.product.id} seen={found.data} />
        </Suspense>
      )}
    </MemberPage>
  );
}
