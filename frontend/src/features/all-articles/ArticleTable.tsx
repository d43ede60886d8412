import { useQuery } from '@tanstack/react-query';
import { IconArticle } from '@tabler/icons-react';
import { ColumnMenu } from '@/features/lists/ColumnMenu';
import list from '@/features/lists/ListCard.module.css';
import { ListBody } from '@/features/lists/ListBody';
import { ListPager } from '@/features/lists/ListPager';
import { NothingFound } from '@/features/lists/NothingFound';
import { useColumnChoice } from '@/features/lists/useColumnChoice';
import { useAllArticlesMessages } from '@/lib/messages/library';
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
      <ListBody
        found={found}
        nothing={
          <NothingFound
            narrowed={Boolean(search || status || team || tag || author)}
            onClear={() => change(NO_FILTER)}
            icon={IconArticle}
            title={t.emptyTitle}
            text={t.empty}
          />
        }
      >
        {(page) => (
          <>
            <Table
              label={t.title}
              columns={columns.shown}
              rows={page.articles}
              keyOf={(article) => article.id}
              sorting={{ by: filter.sort, order: filter.order }}
              onSort={({ by, order }) => change({ sort: by, order })}
              busy={found.isPlaceholderData}
            />
            <ListPager
              page={filter.page}
              pages={page.pages}
              total={t.total(page.total)}
              onPage={(number) => change({ page: number })}
            />
          </>
        )}
      </ListBody>
    </section>
  );
}
