import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconRestore } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Article, Revision } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';
import { showDone, showError } from '@/features/errors/toasts';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { useWritingMessages } from '@/lib/messages/writing';
import { Card } from '@/ui/Card';
import { Confirm } from '@/ui/Confirm';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { Differences } from './Differences';
import { useRestore } from './mutations';
import { revisionQuery } from './queries';
import { useAuthorName } from './useAuthorName';
import classes from './RevisionView.module.css';

interface RevisionViewProps {
  article: Article;
  number: number;
}

/** One version of an article: what changed in it, its text, and the way back to it. */
export function RevisionView({ article, number }: RevisionViewProps) {
  const t = useWritingMessages().revisions;
  const format = useFormat();
  const authorName = useAuthorName();
  const revision = useQuery(revisionQuery(article.id, number));
  const [view, setView] = useState('differences');
  const { data } = revision;
  return (
    <Card
      title={t.version(number)}
      sub={data && `${format.dateTime(data.createdAt)} · ${authorName(data.author)}`}
      aside={number !== article.revision && <Restore article={article} number={number} />}
    >
      {revision.isPending && <SkeletonRows count={4} />}
      {revision.isError && !data && <LoadError error={revision.error} onRetry={() => void revision.refetch()} />}
      {data && (
        <>
          <div className={classes.bar}>
            <SegmentedControl
              aria-label={t.view}
              value={view}
              onChange={setView}
              data={[
                { value: 'differences', label: t.differences },
                { value: 'text', label: t.text },
              ]}
            />
            <p className={classes.compared}>{number > 1 ? t.compared(t.version(number - 1)) : t.first}</p>
          </div>
          <p className={classes.title}>{data.title}</p>
          {view === 'text' ? <p className={classes.text}>{data.body}</p> : <Changes revision={data} />}
        </>
      )}
    </Card>
  );
}

function Changes({ revision }: { revision: Revision }) {
  const t = useWritingMessages().changes;
  const changed = revision.changes.some(({ op }) => op !== 'equal');
  return (
    <>
      {!changed && <p className={classes.none}>{t.none}</p>}
      <Differences changes={revision.changes} />
    </>
  );
}

function Restore({ article, number }: RevisionViewProps) {
  const messages = useMessages();
  const t = useWritingMessages().revisions;
  const navigate = useNavigate();
  const restore = useRestore(article.id);
  const [asking, setAsking] = useState(false);

  async function confirm() {
    try {
      await restore.mutateAsync(number);
      showDone(t.restored(number));
      void navigate(`/content/${article.id}`);
    } catch (error) {
      setAsking(false);
      showError(error, messages);
    }
  }

  return (
    <>
      <Button
        variant="default"
        leftSection={<IconRestore size={16} stroke={1.75} aria-hidden="true" />}
        onClick={() => setAsking(true)}
      >
        {t.restore}
      </Button>
      <Confirm
        opened={asking}
        calm
        title={t.restoreTitle(number)}
        text={t.restoreText}
        action={t.restore}
        busy={restore.isPending}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
