import { Link } from 'react-router';
import type { PaymentSummary } from '@/api/types';
import { Customer } from '@/features/all-orders/Customer';
import { useFormat } from '@/lib/format';
import { useAllPaymentsMessages } from '@/lib/messages/trade';
import { isZero } from '@/lib/money';
import { fullName } from '@/lib/person';
import type { Column } from '@/ui/Table';
import { PaymentStatusPill } from './PaymentStatusPill';
import classes from './usePaymentColumns.module.css';

/** The columns of the list of payments. */
export function usePaymentColumns(): Column<PaymentSummary>[] {
  const t = useAllPaymentsMessages();
  const format = useFormat();
  const nothing = <span className={classes.quiet}>–</span>;
  return [
    {
      key: 'payment',
      label: t.column.payment,
      sort: 'amount',
      cell: (payment) => (
        <div className={classes.payment}>
          <p>
            <Link to={`/studio/payments/${payment.id}`} className={`rowLink ${classes.money}`}>
              {format.money(payment.amount, payment.currency)}
            </Link>
          </p>
          <p className={classes.reason}>{payment.orderNumber ? t.forOrder(payment.orderNumber) : t.invoice}</p>
          <p className={classes.narrow}>
            <PaymentStatusPill payment={payment} />
            {payment.customer ? fullName(payment.customer) : t.nobody}
          </p>
        </div>
      ),
    },
    {
      key: 'customer',
      label: t.column.customer,
      from: 'wide',
      cell: ({ customer }) => <Customer customer={customer} nobody={t.nobody} />,
    },
    {
      key: 'status',
      label: t.column.status,
      from: 'medium',
      cell: (payment) => (
        <span className={classes.states}>
          <PaymentStatusPill payment={payment} />
        </span>
      ),
    },
    {
      key: 'provider',
      label: t.column.provider,
      from: 'wide',
      cell: ({ provider }) => t.provider[provider],
    },
    {
      key: 'card',
      label: t.column.card,
      from: 'wide',
      cell: ({ card }) => (card ? <CardName card={card} /> : nothing),
    },
    {
      key: 'fee',
      label: t.column.fee,
      from: 'wide',
      align: 'end',
      cell: ({ fee, currency }) => (fee === null ? nothing : <Money amount={fee} currency={currency} />),
    },
    {
      key: 'refunded',
      label: t.column.refunded,
      from: 'wide',
      align: 'end',
      cell: ({ refunded, currency }) => (isZero(refunded) ? nothing : <Money amount={refunded} currency={currency} />),
    },
    {
      key: 'created',
      label: t.column.created,
      sort: 'createdAt',
      align: 'end',
      cell: ({ createdAt }) => (
        <time dateTime={createdAt} title={format.dateTime(createdAt)} className={classes.plain}>
          {format.relative(createdAt)}
        </time>
      ),
    },
  ];
}

/** Brand and last digits of a card. */
export function CardName({ card: { brand, last4 } }: { card: NonNullable<PaymentSummary['card']> }) {
  const t = useAllPaymentsMessages();
  return <span className={classes.plain}>{t.card(brand.charAt(0).toUpperCase() + brand.slice(1), last4)}</span>;
}

function Money({ amount, currency }: { amount: string; currency: string }) {
  const format = useFormat();
  return <span className={classes.plain}>{format.money(amount, currency)}</span>;
}
