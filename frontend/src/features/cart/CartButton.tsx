import { VisuallyHidden } from '@mantine/core';
import { IconShoppingBag } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMessages } from '@/lib/messages/context';
import { countOf, useCart } from './cart';
import classes from './CartButton.module.css';

const MOST_SHOWN = 99;

/** The way to the cart, with how much is in it. Changes are said aloud. */
export default function CartButton() {
  const t = useMessages().cart;
  const count = countOf(useCart());
  const [first] = useState(count);
  const [changed, setChanged] = useState(false);
  if (count !== first && !changed) setChanged(true);
  return (
    <>
      <Link to="/cart" className={classes.button} aria-label={t.label(count)}>
        <IconShoppingBag size={20} stroke={1.75} aria-hidden="true" />
        {count > 0 && (
          <span key={count} className={classes.count} aria-hidden="true">
            {count > MOST_SHOWN ? `${MOST_SHOWN}+` : count}
          </span>
        )}
      </Link>
      <VisuallyHidden role="status">{changed && t.label(count)}</VisuallyHidden>
    </>
  );
}
