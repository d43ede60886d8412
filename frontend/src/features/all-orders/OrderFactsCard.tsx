import { Link } from 'react-router';
import type { Order } from '@/api/types';
import { PersonLine } from '@/features/account/PersonLine';
import { useMay } from '@/features/roles/useMay';
import { useFormat } from '@/lib/format';
import { useLanguage } from '@/lib/messages/context';
import { useAllOrdersMessages } from '@/lib/messages/trade';
import { Card } from '@/ui/Card';
import { Facts, type Fact } from '@/ui/Facts';
import classes from './OrderFactsCard.module.css';

/** Who ordered, where it goes, and what else is known of an order. */
export function OrderFactsCard({ order }: { order: Order }) {
  const t = useAllOrdersMessages();
  const may = useMay();
  const format = useFormat();
  const { id, customer, shippingAddress, tracking, createdAt, paidAt, fulfilledAt } = order;
  const facts: (Fact | false)[] = [
    {
      term: t.customer,
      value: customer ? (
        <PersonLine person={{ ...customer, profilePicture: null }} to={`/studio/users/${customer.id}`} size={32} />
      ) : (
        <span className={classes.quiet}>{t.nobody}</span>
      ),
    },
    {
      term: t.address,
      value: shippingAddress ? (
        <Address address={shippingAddress} />
      ) : (
        <span className={classes.quiet}>{customer ? t.noAddress : t.addressGone}</span>
      ),
    },
    Boolean(tracking) && { term: t.tracking, value: <span className="mono">{tracking}</span> },
    { term: t.column.placed, value: format.dateTime(createdAt) },
    Boolean(paidAt) && { term: t.column.paid, value: format.dateTime(paidAt!) },
    Boolean(fulfilledAt) && { term: t.status.fulfilled, value: format.dateTime(fulfilledAt!) },
    { term: t.number, value: <span className={`mono ${classes.id}`}>{id}</span> },
  ];
  return (
    <Card title={t.facts}>
      <Facts facts={facts.filter((fact) => fact !== false)} />
      {may('audit-logs:read') && (
        <p className={classes.foot}>
          <Link className="link" to={`/studio/audit?about=${id}`}>
            {t.audit}
          </Link>
        </p>
      )}
    </Card>
  );
}

function Address({ address }: { address: NonNullable<Order['shippingAddress']> }) {
  const language = useLanguage();
  const { name, line1, line2, postalCode, city, region, country } = address;
  const countryName = new Intl.DisplayNames([language], { type: 'region' }).of(country);
  return (
    <address className={classes.address}>
      <span>{name}</span>
      <span>{line1}</span>
      {line2 && <span>{line2}</span>}
      <span>{[postalCode, city].filter(Boolean).join(' ')}</span>
      {region && <span>{region}</span>}
      <span>{countryName}</span>
    </address>
  );
}
