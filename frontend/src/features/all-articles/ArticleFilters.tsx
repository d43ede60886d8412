import { useQuery } from '@tanstack/react-query';
import { tagsQuery } from '@/features/articles/queries';
import { PersonFilter } from '@/features/users/PersonFilter';
import { useAllArticlesMessages } from '@/lib/messages/library';
import { FilterSelect } from '@/ui/FilterSelect';
import { STATUSES, type useArticleList } from './useArticleList';
import { useTeamNames } from './useTeamNames';

/** What narrows the list of all articles. */
export function ArticleFilters({ list: { params, change } }: Pick<ReturnType<typeof useArticleList>, 'list'>) {
  const t = useAllArticlesMessages();
  const tags = useQuery(tagsQuery);
  const teams = useTeamNames();
  return (
    <>
      <FilterSelect
        label={t.filter.status}
        all={t.filter.allStatuses}
        value={params.status}
        choices={STATUSES.map((status) => ({ value: status, label: t.status[status] }))}
        onChange={(status) => change({ status })}
      />
      <FilterSelect
        label={t.filter.tag}
        all={t.filter.allTags}
        value={params.tag}
        choices={withChosen(
          (tags.data ?? []).map(({ tag }) => ({ value: tag, label: tag })),
          params.tag,
        )}
        onChange={(tag) => change({ tag })}
      />
      {teams.size > 0 && (
        <FilterSelect
          label={t.filter.team}
          all={t.filter.allTeams}
          value={params.team}
          choices={withChosen(
            [...teams].map(([value, label]) => ({ value, label })),
            params.team,
          )}
          onChange={(team) => change({ team })}
        />
      )}
      <PersonFilter
        label={t.filter.author}
        all={t.filter.anyAuthor}
        nobody={t.filter.nobodyFound}
        value={params.author}
        onChange={(author) => change({ author })}
      />
    </>
  );
}

/** The choices with the one that stands in the address, also when it is not among them. */
function withChosen(choices: { value: string; label: string }[], chosen: string) {
  const known = chosen === '' || choices.some(({ value }) => value === chosen);
  return known ? choices : [...choices, { value: chosen, label: chosen }];
}
