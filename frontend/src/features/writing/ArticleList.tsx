import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPencilPlus, IconSearchOff } from '@tabler/icons-react';
import { LoadError } from '@/features/errors/LoadError';
import card from '@/features/lists/ListCard.module.css';
import { ListPager } from '@/features/lists/ListPager';
import toolbar from '@/features/lists/Toolbar.module.css';
import { pageNumber, useListParams } from '@/features/lists/useListParams';
import { useCurrentUser } from '@/features/session/context';
import { useMemberMessages } from '@/lib/messages/member';
import { useWritingMessages } from '@/lib/messages/writing';
import { EmptyState } from '@/ui/EmptyState';
import { FilterSelect } from '@/ui/FilterSelect';
import { SearchField } from '@/ui/SearchField';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { ArticleRow } from './ArticleRow';
import { articlesQuery, STATUSES, type WritingFilter } from './queries';
import { useTeamChoices } from './useTeamChoices';
import classes from './ArticleList.module.css';

const USUAL = { page: '1', search: '', status: '', team: '' };

/** The articles one writes, and those of one's teams. */
export function ArticleList({ onCreate }: { onCreate: () => void }) {
  const t = useWritingMessages();
  const lists = useMemberMessages().lists;
  const [params, change] = useListParams(USUAL);
  const filter = useFilter(params);
  const articles = useQuery(articlesQuery(filter));
  const narrowed = params.search !== '' || params.status !== '' || params.team !== '';
  const total = articles.data?.total;

  return (
    <div className={card.card}>
      <Toolbar params={params} onChange={change} />
      {articles.isPending && (
        <div className={card.pad}>
          <SkeletonRows count={5} picture />
        </div>
      )}
      {articles.isError && !articles.data && (
        <LoadError error={articles.error} onRetry={() => void articles.refetch()} />
      )}
      {total === 0 && narrowed && (
        <EmptyState
          icon={<IconSearchOff size={28} stroke={1.5} aria-hidden="true" />}
          title={lists.noMatchTitle}
          text={lists.noMatch}
          action={
            <Button variant="default" onClick={() => change({ search: '', status: '', team: '' })}>
              {lists.clear}
            </Button>
          }
        />
      )}
      {total === 0 && !narrowed && (
        <div className={classes.empty}>
          <EmptyState
            icon={<IconPencilPlus size={32} stroke={1.4} aria-hidden="true" />}
            title={t.emptyTitle}
            text={t.empty}
            action={<Button onClick={onCreate}>{t.newArticle}</Button>}
          />
        </div>
      )}
      {articles.data && articles.data.total > 0 && (
        <>
          <ul className={classes.list} aria-label={t.list} aria-busy={articles.isPlaceholderData}>
            {articles.data.articles.map((article) => (
              <ArticleRow key={article.id} article={article} />
            ))}
          </ul>
          <ListPager
            page={filter.page}
            pages={articles.data.pages}
            total={t.total(articles.data.total)}
            onPage={(page) => change({ page })}
          />
        </>
      )}
    </div>
  );
}

/** What the API is asked for. What stands in the address and is not known there counts as usual. */
function useFilter({ page, search, status, team }: typeof USUAL): WritingFilter {
  const user = useCurrentUser();
  return {
    page: pageNumber(page),
    search,
    status: STATUSES.find((known) => known === status) ?? '',
    ...(team ? { teamId: team } : { authorId: user.id }),
  };
}

interface ToolbarProps {
  params: typeof USUAL;
  onChange: (change: Partial<typeof USUAL>) => void;
}

function Toolbar({ params, onChange }: ToolbarProps) {
  const t = useWritingMessages();
  const teams = useTeamChoices().slice(1);
  return (
    <div className={toolbar.toolbar}>
      <SegmentedControl
        className={classes.tabs}
        aria-label={t.filter.label}
        value={params.status}
        onChange={(status) => onChange({ status })}
        data={[
          { value: '', label: t.filter.all },
          ...STATUSES.map((status) => ({ value: status, label: t.filter[status] })),
        ]}
      />
      <SearchField
        className={toolbar.search}
        label={t.search}
        value={params.search}
        onSearch={(search) => onChange({ search })}
      />
      {teams.length > 0 && (
        <FilterSelect
          label={t.filter.whose}
          all={t.filter.mine}
          value={params.team}
          choices={teams}
          onChange={(team) => onChange({ team })}
        />
      )}
    </div>
  );
}
