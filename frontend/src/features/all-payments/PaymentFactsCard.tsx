import { Link } from 'react-router';
import type { Payment } from '@/api/types';
import { PersonLine } from '@/features/account/PersonLine';
import { useMay } from '@/features/roles/useMay';
import { useFormat } from '@/lib/format';
import { useAllPaymentsMessages } from '@/lib/messages/trade';
import { difference } from '@/lib/money';
import { Card } from '@/ui/Card';
import { Facts, type Fact } from '@/ui/Facts';
import classes from './PaymentCards.module.css';
import { PaymentStatusPill } from './PaymentStatusPill';
import { CardName } from './usePaymentColumns';

/** What a payment was for, by whom, how, and what it brought. */
export function PaymentFactsCard({ payment }: { payment: Payment }) {
  const t = useAllPaymentsMessages();
  const may = useMay();
  return (
    <Card title={t.facts}>
      <Facts facts={useFacts(payment)} />
      {may('audit-logs:read') && (
        <p className={classes.foot}>
          <Link className="link" to={`/studio/audit?about=${payment.id}`}>
            {t.audit}
          </Link>
        </p>
      )}
    </Card>
  );
}

function useFacts(payment: Payment): Fact[] {
  const t = useAllPaymentsMessages();
  const format = useFormat();
  const { id, orderId, orderNumber, customer, provider, card, amount, currency, fee, refunded } = payment;
  const money = (value: string) => format.money(value, currency);
  const facts: (Fact | false)[] = [
    {
      term: t.fact.status,
      value: (
        <span className={classes.states}>
          <PaymentStatusPill payment={payment} />
        </span>
      ),
    },
    {
      term: t.fact.order,
      value: orderId ? (
        <Link className="link" to={`/studio/orders/${orderId}`}>
          {t.forOrder(orderNumber ?? '')}
        </Link>
      ) : (
        t.invoice
      ),
    },
    {
      term: t.fact.customer,
      value: customer ? (
        <PersonLine person={{ ...customer, profilePicture: null }} to={`/studio/users/${customer.id}`} size={32} />
      ) : (
        <span className={classes.quiet}>{t.nobody}</span>
      ),
    },
    { term: t.fact.provider, value: t.provider[provider] },
    { term: t.fact.card, value: card ? <CardName card={card} /> : <span className={classes.quiet}>{t.noCard}</span> },
    { term: t.fact.amount, value: money(amount) },
    payment.status === 'succeeded' && {
      term: t.fact.fee,
      value: fee === null ? <span className={classes.quiet}>{t.unknownFee}</span> : money(fee),
    },
    payment.status === 'succeeded' &&
      fee !== null && { term: t.fact.net, value: money(difference(amount, [refunded, fee], currency)) },
    { term: t.fact.created, value: format.dateTime(payment.createdAt) },
    Boolean(payment.succeededAt) && { term: t.fact.succeeded, value: format.dateTime(payment.succeededAt!) },
    { term: t.fact.number, value: <span className={`mono ${classes.id}`}>{id}</span> },
  ];
  return facts.filter((fact) => fact !== false);
}
