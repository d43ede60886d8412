import { useQuery } from '@tanstack/react-query';
import { tagsQuery } from '@/features/articles/queries';
import { ListChoice, named } from '@/features/lists/ListChoice';
import { ListPerson } from '@/features/lists/ListPerson';
import { useAllArticlesMessages } from '@/lib/messages/library';
import { STATUSES, type useArticleList } from './useArticleList';
import { useTeamNames } from './useTeamNames';

/** What narrows the list of all articles. */
export function ArticleFilters({ list }: Pick<ReturnType<typeof useArticleList>, 'list'>) {
  const { params } = list;
  const t = useAllArticlesMessages();
  const tags = useQuery(tagsQuery);
  const teams = useTeamNames();
  return (
    <>
      <ListChoice
        list={list}
        by="status"
        label={t.filter.status}
        all={t.filter.allStatuses}
        choices={named(STATUSES, t.status)}
      />
      <ListChoice
        list={list}
        by="tag"
        label={t.filter.tag}
        all={t.filter.allTags}
        choices={withChosen(
          (tags.data ?? []).map(({ tag }) => ({ value: tag, label: tag })),
          params.tag,
        )}
      />
      {teams.size > 0 && (
        <ListChoice
          list={list}
          by="team"
          label={t.filter.team}
          all={t.filter.allTeams}
          choices={withChosen(
            [...teams].map(([value, label]) => ({ value, label })),
            params.team,
          )}
        />
      )}
      <ListPerson
        list={list}
        by="author"
        label={t.filter.author}
        all={t.filter.anyAuthor}
        nobody={t.filter.nobodyFound}
      />
    </>
  );
}

/** The choices with the one that stands in the address, also when it is not among them. */
function withChosen(choices: { value: string; label: string }[], chosen: string) {
  const known = chosen === '' || choices.some(({ value }) => value === chosen);
  return known ? choices : [...choices, { value: chosen, label: chosen }];
}
