import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { LoadError } from '@/features/errors/LoadError';
import { mailCountQuery, mailsQuery, type MailStatus } from '@/features/mails/queries';
import { StatusPill } from '@/features/mails/StatusPill';
import { useFormat } from '@/lib/format';
import { useMemberMessages } from '@/lib/messages/member';
import { Card } from '@/ui/Card';
import { ProportionBar } from '@/ui/ProportionBar';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { useOutboxStart } from './useOverview';
import classes from './OutboxCard.module.css';

const STATUSES: { status: MailStatus; color: string }[] = [
  { status: 'sent', color: 'var(--chart-1)' },
  { status: 'queued', color: 'var(--chart-3)' },
  { status: 'failed', color: 'var(--danger)' },
];

const SHOWN = 4;

/** What went out lately, for those who look after it. */
export function OutboxCard() {
  const t = useMemberMessages();
  const format = useFormat();
  const since = useOutboxStart();
  const counts = useQueries({ queries: STATUSES.map(({ status }) => mailCountQuery(status, since)) });
  const latest = useQuery(mailsQuery({ page: 1, search: '', status: null }));
  const items = latest.data?.mails.slice(0, SHOWN);
  return (
    <Card
      title={t.dashboard.outbox}
      sub={t.dashboard.outboxSub}
      aside={
        <Link className="link" to="/studio/mails">
          {t.dashboard.outboxAll}
        </Link>
      }
    >
      <ProportionBar
        parts={STATUSES.map(({ status, color }, index) => {
          const count = counts[index]?.data;
          return {
            label: t.mails.status[status],
            value: count ?? 0,
            text: count === undefined ? '' : format.number(count),
            color,
          };
        })}
      />
      {latest.isPending && <SkeletonRows count={SHOWN} />}
      {latest.isError && !latest.data && <LoadError error={latest.error} onRetry={() => void latest.refetch()} />}
      {items?.length === 0 && <p className={classes.empty}>{t.dashboard.outboxEmpty}</p>}
      <ul className={classes.list}>
        {items?.map((mail) => (
          <li key={mail.id}>
            <Link className={classes.row} to={`/studio/mails/${mail.id}`}>
              <span className={classes.subject}>{mail.subject}</span>
              <span className={classes.to}>{mail.to}</span>
              <span className={classes.time}>{format.relative(mail.createdAt)}</span>
              <StatusPill status={mail.status} />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
