import { Link } from 'react-router';
import type { Product } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useProductsMessages } from '@/lib/messages/inventory';
import { Pill } from '@/ui/Pill';
import type { Column } from '@/ui/Table';
import { Thumb } from '@/features/pictures/Thumb';
import classes from './useProductColumns.module.css';

/** The columns of the list of products. */
export function useProductColumns(): Column<Product>[] {
  const t = useProductsMessages();
  const format = useFormat();
  return [
    {
      key: 'product',
      label: t.column.product,
      sort: 'name',
      cell: (product) => (
        <div className={classes.product}>
          <Thumb fileId={product.images[0]?.fileId} />
          <div className={classes.what}>
            <p className={classes.name}>
              <Link to={`/studio/products/${product.id}`} className="rowLink">
                {product.name}
              </Link>
            </p>
            <p className={classes.narrow}>
              {!product.active && <Pill>{t.state.inactive}</Pill>}
              {product.inStock ? <span className="mono">{product.sku}</span> : t.soldOut}
            </p>
          </div>
        </div>
      ),
    },
    {
      key: 'sku',
      label: t.column.sku,
      sort: 'sku',
      from: 'wide',
      cell: (product) => <span className="mono">{product.sku}</span>,
    },
    {
      key: 'category',
      label: t.column.category,
      from: 'wide',
      cell: (product) => product.categoryName ?? <span className={classes.quiet}>{t.noCategory}</span>,
    },
    {
      key: 'price',
      label: t.column.price,
      sort: 'price',
      align: 'end',
      cell: (product) => <span className={classes.price}>{format.money(product.price, product.currency)}</span>,
    },
    {
      key: 'stock',
      label: t.column.stock,
      sort: 'stock',
      from: 'medium',
      align: 'end',
      cell: (product) => (product.inStock ? format.number(product.stock) : <Pill tone="warn">{t.soldOut}</Pill>),
    },
    {
      key: 'state',
      label: t.column.state,
      from: 'medium',
      cell: (product) => (product.active ? <Pill tone="good">{t.state.active}</Pill> : <Pill>{t.state.inactive}</Pill>),
    },
    {
      key: 'updated',
      label: t.column.updated,
      sort: 'updatedAt',
      from: 'wide',
      align: 'end',
      cell: ({ updatedAt }) => (
        <time dateTime={updatedAt} title={format.dateTime(updatedAt)} className={classes.when}>
          {format.relative(updatedAt)}
        </time>
      ),
    },
  ];
}
