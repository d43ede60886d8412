import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Product } from '@/api/types';
import { useMessages } from '@/lib/messages/context';
import { ProductCard } from './ProductCard';
import classes from './ProductGrid.module.css';

/** How many are seen at once on most screens; their pictures do not wait. */
const FIRST = 6;

interface ProductGridProps {
  label: string;
  products: Product[];
  /** `shelf` is one row of four, where the page is about something else. */
  layout?: 'grid' | 'shelf';
  heading?: 'h2' | 'h3';
  /** The products are those of the question before. */
  busy?: boolean;
}

/** Products beside each other. */
export function ProductGrid({ label, products, layout = 'grid', heading = 'h2', busy = false }: ProductGridProps) {
  return (
    <ul className={classes.grid} data-layout={layout} aria-label={label} aria-busy={busy}>
      {products.map((product, place) => (
        <li key={product.id}>
          <ProductCard
            product={product}
            heading={heading}
            sizes="(min-width: 60em) 270px, (min-width: 37.5em) 33vw, 50vw"
            eager={layout === 'grid' && place < FIRST}
          />
        </li>
      ))}
    </ul>
  );
}

/** The grid while its products are on their way. */
export function ProductSkeletons({ count, layout = 'grid' }: { count: number; layout?: 'grid' | 'shelf' }): ReactNode {
  const t = useMessages();
  return (
    <div className={classes.grid} data-layout={layout} role="status" aria-label={t.common.loading}>
      {Array.from({ length: count }, (_, place) => (
        <div key={place}>
          <Skeleton radius="md" className={classes.picture} />
          <Skeleton height={12} mt={16} width={`${72 - (place % 3) * 14}%`} />
          <Skeleton height={12} mt={10} width="34%" />
        </div>
      ))}
    </div>
  );
}
