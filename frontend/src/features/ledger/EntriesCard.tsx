import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { LoadError } from '@/features/errors/LoadError';
import { useLedgerMessages } from '@/lib/messages/books';
import { Card } from '@/ui/Card';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { EntryRows } from './EntryRows';
import classes from './BalancesCard.module.css';
import { entriesAboutQuery } from './queries';

/**
 * How something stands in the books.
 *
 * @param references what the entries are about: `order:` and its id, and its payments alike
 */
export function EntriesCard({ references }: { references: string[] }) {
  const t = useLedgerMessages();
  const found = useQuery(entriesAboutQuery(references));
  return (
    <Card
      title={t.inTheBooks}
      aside={
        <Link className="link" to={`/studio/ledger?about=${references.join('+')}`}>
          {t.openLedger}
        </Link>
      }
    >
      {found.isPending && <SkeletonRows count={4} />}
      {found.isError && !found.data && <LoadError error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.length === 0 && <p className={classes.quiet}>{t.noneAbout}</p>}
      {found.data && found.data.length > 0 && <EntryRows label={t.inTheBooks} entries={found.data} plain />}
    </Card>
  );
}
