import { Link } from 'react-router';
import type { OrderSummary } from '@/api/types';
import { Thumb } from '@/features/pictures/Thumb';
import { useFormat } from '@/lib/format';
import { useAllOrdersMessages } from '@/lib/messages/trade';
import { fullName } from '@/lib/person';
import type { Column } from '@/ui/Table';
import { Customer } from './Customer';
import { OrderStatusPill } from './OrderStatusPill';
import classes from './useOrderColumns.module.css';

/** The columns of the list of orders. */
export function useOrderColumns(): Column<OrderSummary>[] {
  const t = useAllOrdersMessages();
  const format = useFormat();
  return [
    { key: 'order', label: t.column.number, sort: 'number', cell: (order) => <OrderCell order={order} /> },
    {
      key: 'customer',
      label: t.column.customer,
      from: 'medium',
      cell: ({ customer }) => <Customer customer={customer} nobody={t.nobody} />,
    },
    {
      key: 'items',
      label: t.column.items,
      from: 'wide',
      align: 'end',
      cell: ({ items }) => format.number(items.reduce((sum, { quantity }) => sum + quantity, 0)),
    },
    {
      key: 'status',
      label: t.column.status,
      sort: 'status',
      from: 'medium',
      cell: ({ status, refunded }) => (
        <span className={classes.states}>
          <OrderStatusPill status={status} refunded={refunded} />
        </span>
      ),
    },
    {
      key: 'placed',
      label: t.column.placed,
      sort: 'createdAt',
      from: 'wide',
      cell: ({ createdAt }) => <When at={createdAt} />,
    },
    {
      key: 'paid',
      label: t.column.paid,
      sort: 'paidAt',
      from: 'wide',
      cell: ({ paidAt }) => (paidAt ? <When at={paidAt} /> : <span className={classes.quiet}>–</span>),
    },
    {
      key: 'total',
      label: t.column.total,
      sort: 'total',
      align: 'end',
      cell: ({ total, currency }) => <span className={classes.money}>{format.money(total, currency)}</span>,
    },
  ];
}

function OrderCell({ order }: { order: OrderSummary }) {
  const t = useAllOrdersMessages();
  const { id, number, items, status, refunded, customer } = order;
  const [first, ...others] = items;
  return (
    <div className={classes.order}>
      <Thumb fileId={first?.image?.fileId} />
      <div className={classes.what}>
        <p>
          <Link to={`/studio/orders/${id}`} className={`rowLink ${classes.number}`}>
            {number}
          </Link>
        </p>
        <p className={classes.items}>
          {first?.name} {others.length > 0 && t.more(others.length)}
        </p>
        <p className={classes.narrow}>
          <OrderStatusPill status={status} refunded={refunded} />
          {customer ? fullName(customer) : t.nobody}
        </p>
      </div>
    </div>
  );
}

function When({ at }: { at: string }) {
  const format = useFormat();
  return (
    <time dateTime={at} title={format.dateTime(at)} className={classes.when}>
      {format.relative(at)}
    </time>
  );
}
