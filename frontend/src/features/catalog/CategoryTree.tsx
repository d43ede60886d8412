import { Link } from 'react-router';
import type { Category } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useCatalogMessages } from '@/lib/messages/catalog';
import { SCROLL_KEPT } from '@/lib/scroll';
import { pathTo } from './categories';
import classes from './CategoryTree.module.css';

interface CategoryTreeProps {
  categories: Category[];
  /** Slug of the chosen one; empty for none. */
  chosen: string;
  /** The address of the shop with a category, or with none. */
  addressOf: (slug: string) => string;
}

/** The categories with how much is in them. Those below a category show once it is chosen. */
export function CategoryTree({ categories, chosen, addressOf }: CategoryTreeProps) {
  const t = useCatalogMessages();
  const format = useFormat();
  const open = new Set(pathTo(categories, chosen).map(({ slug }) => slug));
  const shown = categories.filter(
    ({ slug, parent, productCount }) => (parent === null || open.has(parent)) && (productCount > 0 || slug === chosen),
  );
  const rows = [{ slug: '', name: t.allProducts, depth: 0, productCount: null }, ...shown];
  return (
    <nav aria-label={t.categories}>
      <ul className={classes.tree}>
        {rows.map(({ slug, name, depth, productCount }) => (
          <li key={slug} style={{ paddingLeft: depth * 14 }}>
            <Link
              to={addressOf(slug)}
              state={SCROLL_KEPT}
              className={classes.category}
              aria-current={slug === chosen ? 'true' : undefined}
              data-open={open.has(slug)}
            >
              <span className={classes.name}>{name}</span>
              {productCount !== null && <span className={classes.count}>{format.number(productCount)}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
