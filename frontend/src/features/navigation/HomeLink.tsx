import { Link } from 'react-router';
import { env } from '@/lib/env';
import { useMessages } from '@/lib/messages/context';
import { Brand } from '@/ui/Brand';
import classes from './HomeLink.module.css';

/** The brand, leading to `to`. */
export function HomeLink({ to }: { to: string }) {
  const t = useMessages();
  return (
    <Link to={to} className={classes.home}>
      <Brand name={t.common.brand} tag={env.environment === 'production' ? undefined : env.environment} />
    </Link>
  );
}
