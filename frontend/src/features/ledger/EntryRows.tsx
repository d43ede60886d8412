import { Link } from 'react-router';
import type { LedgerEntry } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useLedgerMessages } from '@/lib/messages/books';
import classes from './EntryRows.module.css';

interface EntryRowsProps {
  label: string;
  entries: LedgerEntry[];
  /** What they are about is known already, so they need not say it, nor lead there. */
  plain?: boolean;
  /** The entries are those of the question before. */
  busy?: boolean;
}

/** What was booked: each entry with its lines, what came to an account on the left, what left it on the right. */
export function EntryRows({ label, entries, plain = false, busy = false }: EntryRowsProps) {
  const t = useLedgerMessages();
  return (
    <table className={plain ? `${classes.table} ${classes.bare}` : classes.table} aria-label={label} aria-busy={busy}>
      <thead>
        <tr>
          <th scope="col">{t.column.account}</th>
          <th scope="col" className={classes.amount}>
            {t.column.debit}
          </th>
          <th scope="col" className={classes.amount}>
            {t.column.credit}
          </th>
        </tr>
      </thead>
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} plain={plain} />
      ))}
    </table>
  );
}

function Entry({ entry, plain }: { entry: LedgerEntry; plain: boolean }) {
  const t = useLedgerMessages();
  const format = useFormat();
  const { kind, memo, reference, currency, lines, createdAt } = entry;
  return (
    <tbody className={classes.entry}>
      <tr>
        <th scope="rowgroup" colSpan={3} className={classes.head}>
          <span className={classes.about}>
            {t.kind[kind] ?? kind}
            {!plain && <About reference={reference} memo={memo} />}
            <time className={classes.when} dateTime={createdAt}>
              {format.dateTime(createdAt)}
            </time>
          </span>
        </th>
      </tr>
      {lines.map(({ account, amount }) => {
        const isCredit = amount.startsWith('-');
        const text = format.money(isCredit ? amount.slice(1) : amount, currency);
        return (
          <tr key={account}>
            <td className={classes.account}>{t.name[account]}</td>
            <td className={classes.amount}>{isCredit ? null : text}</td>
            <td className={classes.amount}>{isCredit ? text : null}</td>
          </tr>
        );
      })}
    </tbody>
  );
}

/** What an entry is about, and the way there. */
function About({ reference, memo }: Pick<LedgerEntry, 'reference' | 'memo'>) {
  const t = useLedgerMessages();
  const [subject = '', id = ''] = reference.split(':', 2);
  const name = memo || t.subject[subject]?.(id.slice(-6)) || reference;
  const place = { order: `/studio/orders/${id}`, payment: `/studio/payments/${id}` }[subject];
  if (!place) return <span className="mono">{name}</span>;
  return (
    <Link className="link mono" to={place}>
      {name}
    </Link>
  );
}
