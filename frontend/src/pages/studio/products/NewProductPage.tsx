import { lazy, Suspense } from 'react';
import { Crumb } from '@/features/navigation/Crumb';
import { StudioPage } from '@/features/navigation/StudioPage';
import { useProductsMessages } from '@/lib/messages/inventory';
import { SkeletonRows } from '@/ui/SkeletonRows';

// The form weighs more than the page around it.
const NewProductForm = lazy(() => import('@/features/inventory/NewProductForm'));

export default function NewProductPage() {
  const t = useProductsMessages();
  return (
    <StudioPage
      permission="products:create"
      title={t.form.newTitle}
      crumb={<Crumb to="/studio/products" label={t.back} />}
    >
      <Suspense fallback={<SkeletonRows count={6} />}>
        <NewProductForm />
      </Suspense>
    </StudioPage>
  );
}
