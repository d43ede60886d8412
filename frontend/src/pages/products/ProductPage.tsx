import { useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { pathTo } from '@/features/catalog/categories';
import { CategoryPath } from '@/features/catalog/CategoryPath';
import { Gallery } from '@/features/catalog/Gallery';
import { ProductDetails } from '@/features/catalog/ProductDetails';
import { ProductPageSkeleton } from '@/features/catalog/ProductPageSkeleton';
import { categoriesQuery, knownProduct, productQuery } from '@/features/catalog/queries';
import { Related } from '@/features/catalog/Related';
import { PageError } from '@/features/errors/PageError';
import { usePublicQuery } from '@/features/session/usePublicQuery';
import { useMessages } from '@/lib/messages/context';
import { useCatalogMessages } from '@/lib/messages/catalog';
import { useDocumentTitle } from '@/ui/Page';
import classes from './ProductPage.module.css';

export default function ProductPage() {
  const t = useCatalogMessages();
  const { common } = useMessages();
  const { slug = '' } = useParams();
  const queries = useQueryClient();
  const { data, error, refetch } = usePublicQuery(productQuery(slug));
  // What a list has shown stands there at once.
  const product = data ?? (error ? undefined : knownProduct(queries, slug));
  const categories = usePublicQuery(categoriesQuery).data ?? [];
  useDocumentTitle(product?.name ?? (error ? t.title : common.loading));
  if (!product && error) {
    const gone = { title: t.gone, text: t.goneText, to: '/products', action: t.toProducts };
    return <PageError error={error} onRetry={() => void refetch()} gone={gone} />;
  }
  return (
    <div className={classes.page}>
      <CategoryPath path={pathTo(categories, product?.category ?? null)} />
      {product ? (
        <>
          <div className={classes.columns}>
            <Gallery key={product.id} pictures={product.images} />
            <ProductDetails product={product} />
          </div>
          <Related product={product} />
        </>
      ) : (
        <ProductPageSkeleton className={classes.columns} />
      )}
    </div>
  );
}
