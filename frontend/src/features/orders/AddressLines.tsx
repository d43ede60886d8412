import type { Order } from '@/api/types';
import { useLanguage } from '@/lib/messages/context';
import { countryName } from '@/lib/countries';
import classes from './AddressLines.module.css';

/** Where an order goes, as one writes it on a parcel. */
export function AddressLines({ address }: { address: NonNullable<Order['shippingAddress']> }) {
  const language = useLanguage();
  const { name, line1, line2, postalCode, city, region, country } = address;
  const lines = [line1, line2, `${postalCode} ${city}`, region, countryName(country, language)].filter(Boolean);
  return (
    <address className={classes.address}>
      <strong>{name}</strong>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </address>
  );
}
