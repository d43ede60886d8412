import { useState } from 'react';
import { Link } from 'react-router';
import type { Product } from '@/api/types';
import { QuickAdd } from '@/features/cart/QuickAdd';
import { Picture } from '@/features/pictures/Picture';
import { useFormat } from '@/lib/format';
import { StockState } from './StockState';
import classes from './ProductCard.module.css';

interface ProductCardProps {
  product: Product;
  /** The level at which its name is a heading. */
  heading: 'h2' | 'h3';
  /** How wide its picture is shown. */
  sizes: string;
  /** It is seen at once when the page opens. */
  eager?: boolean;
}

/** A product as it lies on the shelf. Its second picture shows when one comes near. */
export function ProductCard({ product, heading: Heading, sizes, eager }: ProductCardProps) {
  const format = useFormat();
  const [near, setNear] = useState(false);
  const [first, second] = product.images;
  return (
    <article className={classes.card} data-sold-out={!product.inStock} onPointerEnter={() => setNear(true)}>
      <div className={classes.pictures}>
        <Picture className={classes.picture} picture={first} sizes={sizes} ratio="4 / 3" eager={eager} />
        {near && second && (
          <Picture className={classes.second} picture={{ ...second, alt: null }} sizes={sizes} ratio="4 / 3" />
        )}
      </div>
      <Heading className={classes.name}>
        <Link to={`/products/${product.slug}`} className={classes.link}>
          {product.name}
        </Link>
      </Heading>
      <div className={classes.line}>
        <span className={classes.price}>{format.money(product.price, product.currency)}</span>
        <StockState product={product} brief />
      </div>
      {product.inStock && <QuickAdd product={product} />}
    </article>
  );
}
