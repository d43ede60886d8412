import { Button } from '@mantine/core';
import { IconShoppingBagPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Product } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useCatalogMessages } from '@/lib/messages/catalog';
import { addToCart, quantityOf, useCart } from './cart';
import { QuantityStepper } from './QuantityStepper';
import classes from './AddToCart.module.css';

/** Puts some of a product into the cart, and says how many are there. */
export function AddToCart({ product }: { product: Product }) {
  const t = useCatalogMessages().cart;
  const format = useFormat();
  const inCart = quantityOf(product.id, useCart());
  const [wanted, setWanted] = useState(1);
  const left = Math.max(0, product.stock - inCart);
  const quantity = Math.max(1, Math.min(wanted, left));
  if (!product.inStock) return null;
  return (
    <div className={classes.add}>
      <div className={classes.line}>
        <QuantityStepper name={product.name} value={quantity} most={left} disabled={left === 0} onChange={setWanted} />
        <Button
          size="md"
          className={classes.button}
          disabled={left === 0}
          leftSection={<IconShoppingBagPlus size={18} stroke={1.75} aria-hidden="true" />}
          onClick={() => {
            addToCart(product.id, quantity);
            setWanted(1);
          }}
        >
          {t.add}
        </Button>
      </div>
      {inCart > 0 && (
        <p className={classes.state}>
          {left === 0 ? t.allInCart(format.number(inCart)) : t.inCart(format.number(inCart))}{' '}
          <Link className="link" to="/cart">
            {t.toCart}
          </Link>
        </p>
      )}
    </div>
  );
}
