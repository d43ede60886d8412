import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconArticle, IconSearchOff } from '@tabler/icons-react';
import { LoadError } from '@/features/errors/LoadError';
import { ColumnMenu } from '@/features/lists/ColumnMenu';
import list from '@/features/lists/ListCard.module.css';
import { ListPager } from '@/features/lists/ListPager';
import { useColumnChoice } from '@/features/lists/useColumnChoice';
import { useAllArticlesMessages } from '@/lib/messages/library';
import { useMemberMessages } from '@/lib/messages/member';
import { EmptyState } from '@/ui/EmptyState';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { Table } from '@/ui/Table';
import { ArticleToolbar } from './ArticleToolbar';
import { allArticlesQuery } from './queries';
import { useArticleColumns } from './useArticleColumns';
import { NO_FILTER, useArticleFilter } from './useArticleFilter';

/** What everyone has written: searched, filtered, sorted, page by page. */
export function ArticleTable() {
  const t = useAllArticlesMessages();
  const [filter, params, change] = useArticleFilter();
  const columns = useColumnChoice('articles', useArticleColumns());
  const found = useQuery(allArticlesQuery(filter));
  const { search, status, team, tag, author } = params;
  return (
    <section className={list.card} aria-label={t.title}>
      <ArticleToolbar params={params} onChange={change}>
        <ColumnMenu choices={columns.choices.filter(({ key }) => key !== 'actions')} onToggle={columns.toggle} />
      </ArticleToolbar>
      {found.isPending && (
        <div className={list.pad}>
          <SkeletonRows count={8} picture />
        </div>
      )}
      {found.isError && !found.data && <LoadError error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.total === 0 && (
        <Nothing narrowed={Boolean(search || status || team || tag || author)} onClear={() => change(NO_FILTER)} />
      )}
      {found.data && found.data.total > 0 && (
        <>
          <Table
            label={t.title}
            columns={columns.shown}
            rows={found.data.articles}
            keyOf={(article) => article.id}
            sorting={{ by: filter.sort, order: filter.order }}
            onSort={({ by, order }) => change({ sort: by, order })}
            busy={found.isPlaceholderData}
          />
          <ListPager
            page={filter.page}
            pages={found.data.pages}
            total={t.total(found.data.total)}
            onPage={(page) => change({ page })}
          />
        </>
      )}
    </section>
  );
}

function Nothing({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  const t = useAllArticlesMessages();
  const lists = useMemberMessages().lists;
  if (!narrowed) {
    return (
      <EmptyState
        icon={<IconArticle size={28} stroke={1.5} aria-hidden="true" />}
        title={t.emptyTitle}
        text={t.empty}
      />
    );
  }
  return (
    <EmptyState
      icon={<IconSearchOff size={28} stroke={1.5} aria-hidden="true" />}
      title={lists.noMatchTitle}
      text={lists.noMatch}
      action={
        <Button variant="default" onClick={onClear}>
          {lists.clear}
        </Button>
      }
    />
  );
}
