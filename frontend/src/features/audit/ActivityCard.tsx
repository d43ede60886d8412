import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { LoadError } from '@/features/errors/LoadError';
import { useAuditMessages } from '@/lib/messages/studio';
import { useUsersMessages } from '@/lib/messages/studio';
import { Card } from '@/ui/Card';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { Timeline } from '@/ui/Timeline';
import { spelledOut, toneOf } from './actions';
import { activityQuery } from './queries';
import classes from './ActivityCard.module.css';

/** What a person has done lately. */
export function ActivityCard({ userId }: { userId: string }) {
  const t = useAuditMessages();
  const users = useUsersMessages();
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
        <Timeline
          moments={activity.data.map(({ id, action, createdAt }) => ({
            key: id,
            what: t.action[action] ?? spelledOut(action),
            at: createdAt,
            tone: toneOf(action),
          }))}
        />
      )}
    </Card>
  );
}
