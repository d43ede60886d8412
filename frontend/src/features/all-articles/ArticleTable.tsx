import { useQuery } from '@tanstack/react-query';
import { IconArticle } from '@tabler/icons-react';
import { StudioTable } from '@/features/lists/StudioTable';
import { useAllArticlesMessages } from '@/lib/messages/library';
import { ArticleFilters } from './ArticleFilters';
import { allArticlesQuery } from './queries';
import { useArticleColumns } from './useArticleColumns';
import { useArticleList } from './useArticleList';

/** What everyone has written. */
export function ArticleTable() {
  const t = useAllArticlesMessages();
  const { list, question } = useArticleList();
  return (
    <StudioTable
      name="articles"
      icon={IconArticle}
      t={t}
      list={list}
      found={useQuery(allArticlesQuery(question))}
      columns={useArticleColumns()}
      filters={<ArticleFilters list={list} />}
    />
  );
}
