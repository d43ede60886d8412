import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { LoadError } from '@/features/errors/LoadError';
import { useFormat } from '@/lib/format';
import { useAuditMessages } from '@/lib/messages/studio';
import { useUsersMessages } from '@/lib/messages/studio';
import { Card } from '@/ui/Card';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { spelledOut, toneOf } from './actions';
import { activityQuery } from './queries';
import classes from './ActivityCard.module.css';

/** What a person has done lately. */
export function ActivityCard({ userId }: { userId: string }) {
  const t = useAuditMessages();
  const users = useUsersMessages();
  const format = useFormat();
  const activity = useQuery(activityQuery(userId));
  return (
    <Card
      title={users.page.activity}
      aside={
        <Link className="link" to={`/studio/audit?actor=${userId}`}>
          {users.page.activityAll}
        </Link>
      }
    >
      {activity.isPending && <SkeletonRows count={4} />}
      {activity.isError && !activity.data && (
        <LoadError error={activity.error} onRetry={() => void activity.refetch()} />
      )}
      {activity.data?.length === 0 && <p className={classes.none}>{users.page.activityNone}</p>}
      {activity.data && activity.data.length > 0 && (
        <ol className={classes.list}>
          {activity.data.map((entry) => (
            <li key={entry.id} className={classes.entry} data-tone={toneOf(entry.action)}>
              <span>{t.action[entry.action] ?? spelledOut(entry.action)}</span>
              <time className={classes.time} dateTime={entry.createdAt} title={format.dateTime(entry.createdAt)}>
                {format.relative(entry.createdAt)}
              </time>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
