import { fullName, initials, type Named } from '@/lib/person';
import { Avatar } from '@/ui/Avatar';
import classes from './Customer.module.css';

interface CustomerProps {
  /** Null when the person is not known any more. */
  customer: Named | null;
  nobody: string;
}

/** Who has ordered or paid, in a line of a list. */
export function Customer({ customer, nobody }: CustomerProps) {
  if (!customer) return <span className={classes.nobody}>{nobody}</span>;
  const name = fullName(customer);
  return (
    <span className={classes.customer}>
      <Avatar name={name} initials={initials(customer)} picture={null} size={24} />
      <span className={classes.name}>{name}</span>
    </span>
  );
}
