import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPencilPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { ArticleSummary } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';
import { useCurrentUser } from '@/features/session/context';
import { useFormat } from '@/lib/format';
import { useWritingMessages } from '@/lib/messages/writing';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { openArticlesQuery } from './queries';
import { StatusPill } from './StatusPill';
import classes from './DraftsCard.module.css';

/** What one has begun to write and not published yet. */
export default function DraftsCard() {
  const t = useWritingMessages().dashboard;
  const user = useCurrentUser();
  const drafts = useQuery(openArticlesQuery(user.id));
  return (
    <Card
      title={t.title}
      aside={
        <Link className="link" to="/content">
          {t.all}
        </Link>
      }
    >
      {drafts.isPending && <SkeletonRows count={3} />}
      {drafts.isError && !drafts.data && <LoadError error={drafts.error} onRetry={() => void drafts.refetch()} />}
      {drafts.data?.length === 0 && (
        <EmptyState
          icon={<IconPencilPlus size={28} stroke={1.5} aria-hidden="true" />}
          title={t.empty}
          action={
            <Button component={Link} to="/content" variant="default" size="xs">
              {t.start}
            </Button>
          }
        />
      )}
      <ul className={classes.list}>
        {drafts.data?.map((article) => (
          <li key={article.id}>
            <DraftLink article={article} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function DraftLink({ article }: { article: ArticleSummary }) {
  const t = useWritingMessages().dashboard;
  const format = useFormat();
  const { publishAt, updatedAt } = article;
  return (
    <Link className={classes.row} to={`/content/${article.id}`}>
      <span className={classes.title}>{article.title}</span>
      <span className={classes.time}>
        {publishAt ? t.scheduled(format.dateTime(publishAt)) : t.changed(format.relative(updatedAt))}
      </span>
      <StatusPill status={article.status} />
    </Link>
  );
}
