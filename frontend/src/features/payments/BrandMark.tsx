import { IconCreditCard } from '@tabler/icons-react';
import type { Brand } from './cards';
import classes from './BrandMark.module.css';

const WORDS: Record<Exclude<Brand, 'mastercard'>, string> = { visa: 'VISA', amex: 'AMEX' };

/** The sign of a card's brand. What it says stands beside it in words, or does not matter. */
export function BrandMark({ brand }: { brand: string | null }) {
  if (brand === 'mastercard') {
    return (
      <svg className={classes.mark} viewBox="0 0 36 24" aria-hidden="true">
        <circle cx="14" cy="12" r="7" className={classes.red} />
        <circle cx="22" cy="12" r="7" className={classes.yellow} />
      </svg>
    );
  }
  if (brand === 'visa' || brand === 'amex') {
    return (
      <span className={classes.mark} data-brand={brand} aria-hidden="true">
        {WORDS[brand]}
      </span>
    );
  }
  return <IconCreditCard size={20} stroke={1.5} aria-hidden="true" />;
}
