import { Shelf } from '@/features/navigation/Shelf';
import { usePublicQuery } from '@/features/session/usePublicQuery';
import { useCatalogMessages } from '@/lib/messages/catalog';
import { ProductGrid } from './ProductGrid';
import { newestQuery } from './queries';

const COUNT = 4;

/** What came into the shop last; nothing while there is nothing. */
export default function NewProducts() {
  const t = useCatalogMessages();
  const { data = [] } = usePublicQuery(newestQuery());
  if (data.length === 0) return null;
  return (
    <Shelf title={t.newProducts} more={{ to: '/products', label: t.toProducts }}>
      <ProductGrid label={t.newProducts} products={data.slice(0, COUNT)} layout="shelf" heading="h3" />
    </Shelf>
  );
}
