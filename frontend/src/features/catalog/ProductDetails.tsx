import type { Product } from '@/api/types';
import { AddToCart } from '@/features/cart/AddToCart';
import { useFormat } from '@/lib/format';
import { useCatalogMessages } from '@/lib/messages/catalog';
import { Facts } from '@/ui/Facts';
import { PageTitle } from '@/ui/Page';
import { StockState } from './StockState';
import classes from './ProductDetails.module.css';

/** What a product is, costs and has. */
export function ProductDetails({ product }: { product: Product }) {
  const t = useCatalogMessages();
  const format = useFormat();
  const { name, price, currency, description, attributes, sku } = product;
  const facts = Object.entries(attributes).map(([term, value]) => ({ term, value }));
  return (
    <div className={classes.details}>
      <PageTitle className={classes.name}>{name}</PageTitle>
      <div className={classes.line}>
        <p className={classes.price}>{format.money(price, currency)}</p>
        <StockState product={product} />
      </div>
      <AddToCart product={product} />
      {description && <p className={classes.description}>{description}</p>}
      <section className={classes.facts} aria-labelledby="product-facts">
        <h2 id="product-facts" className={classes.heading}>
          {t.details}
        </h2>
        <Facts facts={[...facts, { term: t.sku, value: <span className="mono">{sku}</span> }]} />
      </section>
    </div>
  );
}
