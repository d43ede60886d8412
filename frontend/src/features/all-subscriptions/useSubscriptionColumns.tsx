import { Link } from 'react-router';
import type { Subscription } from '@/api/types';
import { StatusMark } from '@/features/billing/StatusMark';
import { useFormat } from '@/lib/format';
import { useAllSubscriptionsMessages } from '@/lib/messages/membership';
import { usePlansMessages } from '@/lib/messages/plans';
import { fullName, initials } from '@/lib/person';
import { Avatar } from '@/ui/Avatar';
import type { Column } from '@/ui/Table';
import { useNext } from './useNext';
import classes from './useSubscriptionColumns.module.css';

/** The columns of the list of subscriptions. */
export function useSubscriptionColumns(): Column<Subscription>[] {
  const t = useAllSubscriptionsMessages();
  const plans = usePlansMessages();
  const format = useFormat();
  const next = useNext();
  return [
    { key: 'customer', label: t.column.customer, cell: (subscription) => <Subscriber subscription={subscription} /> },
    {
      key: 'plan',
      label: t.column.plan,
      from: 'medium',
      cell: ({ plan }) => <span className={classes.plan}>{plan.name}</span>,
    },
    {
      key: 'status',
      label: t.column.status,
      sort: 'status',
      cell: (subscription) => <StatusMark of={subscription} />,
    },
    {
      key: 'next',
      label: t.column.next,
      sort: 'currentPeriodEnd',
      from: 'wide',
      cell: (subscription) => <span className={classes.line}>{next(subscription)}</span>,
    },
    {
      key: 'price',
      label: t.column.price,
      from: 'wide',
      align: 'end',
      cell: ({ plan }) => (
        <span className={classes.line}>{plans.price(format.money(plan.price, plan.currency), plan.interval)}</span>
      ),
    },
    {
      key: 'created',
      label: t.column.created,
      sort: 'createdAt',
      from: 'wide',
      align: 'end',
      cell: ({ createdAt }) => (
        <time dateTime={createdAt} title={format.dateTime(createdAt)} className={classes.line}>
          {format.day(createdAt)}
        </time>
      ),
    },
  ];
}

function Subscriber({ subscription: { id, customer, plan } }: { subscription: Subscription }) {
  const t = useAllSubscriptionsMessages();
  const name = customer ? fullName(customer) : t.nobody;
  return (
    <div className={classes.subscriber}>
      <Avatar name={name} initials={customer ? initials(customer) : '–'} picture={null} size={36} />
      <div className={classes.who}>
        <p className={classes.name}>
          <Link to={`/studio/subscriptions/${id}`} className="rowLink">
            {name}
          </Link>
        </p>
        <p className={classes.address}>{customer?.email}</p>
        <p className={classes.narrow}>{plan.name}</p>
      </div>
    </div>
  );
}
