import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Article, RevisionSummary } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';
import card from '@/features/lists/ListCard.module.css';
import { useFormat } from '@/lib/format';
import { useMemberMessages } from '@/lib/messages/member';
import { useWritingMessages } from '@/lib/messages/writing';
import { Pill } from '@/ui/Pill';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { revisionsQuery } from './queries';
import { useAuthorName } from './useAuthorName';
import classes from './RevisionList.module.css';

interface RevisionListProps {
  article: Article;
  /** The number of the version that is shown. */
  chosen: number;
  onChoose: (version: number) => void;
}

/** The versions of an article, the newest first. */
export function RevisionList({ article, chosen, onChoose }: RevisionListProps) {
  const t = useWritingMessages().revisions;
  const lists = useMemberMessages().lists;
  const [page, setPage] = useState(1);
  const revisions = useQuery(revisionsQuery(article.id, page));
  if (revisions.isPending) return <SkeletonRows count={4} />;
  if (!revisions.data) return <LoadError error={revisions.error} onRetry={() => void revisions.refetch()} />;
  const { pages } = revisions.data;
  return (
    <nav className={card.card} aria-label={t.list}>
      <ol className={classes.list} reversed>
        {revisions.data.revisions.map((revision) => (
          <li key={revision.number}>
            <VersionButton
              revision={revision}
              newest={revision.number === article.revision}
              shown={revision.number === chosen}
              onClick={() => onChoose(revision.number)}
            />
          </li>
        ))}
      </ol>
      {pages > 1 && (
        <div className={classes.steps}>
          <Button variant="subtle" size="xs" disabled={page === 1} onClick={() => setPage(page - 1)}>
            {lists.previous}
          </Button>
          <Button variant="subtle" size="xs" disabled={page >= pages} onClick={() => setPage(page + 1)}>
            {lists.next}
          </Button>
        </div>
      )}
    </nav>
  );
}

interface VersionButtonProps {
  revision: RevisionSummary;
  newest: boolean;
  shown: boolean;
  onClick: () => void;
}

function VersionButton({ revision, newest, shown, onClick }: VersionButtonProps) {
  const t = useWritingMessages().revisions;
  const format = useFormat();
  const authorName = useAuthorName();
  return (
    <button type="button" className={classes.version} aria-current={shown} onClick={onClick}>
      <span className={classes.number}>
        {t.version(revision.number)}
        {newest && <Pill tone="good">{t.current}</Pill>}
      </span>
      <span>{format.dateTime(revision.createdAt)}</span>
      <span className={classes.facts}>
        {t.by(authorName(revision.author))} · {t.words(revision.words)}
      </span>
    </button>
  );
}
