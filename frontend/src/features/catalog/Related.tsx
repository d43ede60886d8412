import type { Product } from '@/api/types';
import { Shelf } from '@/features/navigation/Shelf';
import { usePublicQuery } from '@/features/session/usePublicQuery';
import { useCatalogMessages } from '@/lib/messages/catalog';
import { ProductGrid } from './ProductGrid';
import { newestQuery } from './queries';

const COUNT = 4;

/** What else is in the category of a product; nothing when it is alone there. */
export function Related({ product }: { product: Product }) {
  const t = useCatalogMessages();
  const { data } = usePublicQuery({ ...newestQuery(product.category), enabled: product.category !== null });
  const others = data?.filter(({ id }) => id !== product.id).slice(0, COUNT) ?? [];
  if (others.length === 0) return null;
  const title = t.related(product.categoryName ?? '');
  return (
    <Shelf title={title} more={{ to: `/products?category=${product.category}`, label: t.toAll }}>
      <ProductGrid label={title} products={others} layout="shelf" heading="h3" />
    </Shelf>
  );
}
