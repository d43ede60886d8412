import { IconChevronRight } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Category } from '@/api/types';
import { useCatalogMessages } from '@/lib/messages/catalog';
import classes from './CategoryPath.module.css';

/** The way from the whole shop down to a category. */
export function CategoryPath({ path }: { path: Category[] }) {
  const t = useCatalogMessages();
  const steps = [{ to: '/products', name: t.title }].concat(
    path.map(({ slug, name }) => ({ to: `/products?category=${slug}`, name })),
  );
  return (
    <nav aria-label={t.path}>
      <ol className={classes.path}>
        {steps.map(({ to, name }, place) => (
          <li key={to} className={classes.step}>
            {place > 0 && <IconChevronRight size={14} stroke={1.75} aria-hidden="true" />}
            <Link to={to} className={classes.link}>
              {name}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
