import { IconCheck, IconPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Product } from '@/api/types';
import { useCatalogMessages } from '@/lib/messages/catalog';
import { addToCart, quantityOf, useCart } from './cart';
import classes from './QuickAdd.module.css';

/** How long it shows that it has happened. */
const SHOWN_MS = 1_600;

/** Puts one of a product into the cart from the shelf. */
export function QuickAdd({ product }: { product: Product }) {
  const t = useCatalogMessages().cart;
  const inCart = quantityOf(product.id, useCart());
  const [added, setAdded] = useState(false);

  useEffect(() => {
    if (!added) return;
    const timer = setTimeout(() => setAdded(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [added]);

  if (product.stock <= inCart && !added) return null;
  const Icon = added ? IconCheck : IconPlus;
  return (
    <button
      type="button"
      className={classes.add}
      data-added={added}
      aria-label={t.addOne(product.name)}
      onClick={() => {
        if (product.stock > inCart) addToCart(product.id);
        setAdded(true);
      }}
    >
      <Icon size={18} stroke={2} aria-hidden="true" />
    </button>
  );
}
