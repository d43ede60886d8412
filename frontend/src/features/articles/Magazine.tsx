import { Button } from '@mantine/core';
import { IconArticle, IconSearchOff } from '@tabler/icons-react';
import { LoadError } from '@/features/errors/LoadError';
import { PageLinks } from '@/features/lists/PageLinks';
import { usePublicQuery } from '@/features/session/usePublicQuery';
import { useFormat } from '@/lib/format';
import { useArticlesMessages } from '@/lib/messages/articles';
import { LANGUAGES } from '@/lib/messages/languages';
import { EmptyState } from '@/ui/EmptyState';
import { FilterSelect } from '@/ui/FilterSelect';
import { SearchField } from '@/ui/SearchField';
import { ArticleGrid, ArticleSkeletons } from './ArticleGrid';
import { articlesQuery, tagsQuery } from './queries';
import { TagLinks } from './TagLinks';
import { useArticleFilter, type ArticleFilterState } from './useArticleFilter';
import classes from './Magazine.module.css';

/** How many tags are offered; the rest are found by searching. */
const TAGS = 12;

/** All that is published, with what narrows it. */
export function Magazine() {
  const t = useArticlesMessages();
  const format = useFormat();
  const state = useArticleFilter();
  const { filter, narrowed, change, addressWith } = state;
  const tags = usePublicQuery(tagsQuery).data ?? [];
  const total = usePublicQuery(articlesQuery(filter)).data?.total;
  return (
    <>
      <div className={classes.toolbar}>
        <SearchField
          className={classes.search}
          label={t.search}
          value={filter.search}
          onSearch={(search) => change({ search })}
        />
        <FilterSelect
          label={t.languages}
          all={t.allLanguages}
          value={filter.language ?? ''}
          choices={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
          onChange={(language) => change({ language }, 'step')}
        />
      </div>
      {tags.length > 0 && (
        <TagLinks
          tags={tags.slice(0, TAGS).map(({ tag }) => tag)}
          chosen={filter.tag}
          addressOf={(tag) => addressWith({ tag })}
        />
      )}
      <p className={classes.found} aria-live="polite">
        {narrowed && total !== undefined && t.found(format.number(total), total === 1)}
      </p>
      <Stories {...state} />
    </>
  );
}

function Stories({ filter, narrowed, change, addressWith }: ArticleFilterState) {
  const t = useArticlesMessages();
  const { data, error, isPending, isPlaceholderData, refetch } = usePublicQuery(articlesQuery(filter));
  if (isPending) return <ArticleSkeletons />;
  if (!data) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (data.total === 0) {
    return narrowed ? (
      <EmptyState
        icon={<IconSearchOff size={28} stroke={1.5} aria-hidden="true" />}
        title={t.emptyTitle}
        text={t.empty}
        action={
          <Button variant="default" onClick={() => change({ search: '', tag: '', language: '' }, 'step')}>
            {t.clear}
          </Button>
        }
      />
    ) : (
      <EmptyState icon={<IconArticle size={28} stroke={1.5} aria-hidden="true" />} title={t.noneTitle} text={t.none} />
    );
  }
  return (
    <>
      <ArticleGrid label={t.title} articles={data.articles} heading="h2" lead busy={isPlaceholderData} />
      <PageLinks page={filter.page} pages={data.pages} addressOf={(page) => addressWith({ page: String(page) })} />
    </>
  );
}
