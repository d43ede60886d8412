import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { tagsQuery } from '@/features/articles/queries';
import toolbar from '@/features/lists/Toolbar.module.css';
import { PersonFilter } from '@/features/users/PersonFilter';
import { useAllArticlesMessages } from '@/lib/messages/library';
import { FilterSelect } from '@/ui/FilterSelect';
import { SearchField } from '@/ui/SearchField';
import { STATUSES, type ArticleParams } from './useArticleFilter';
import { useTeamNames } from './useTeamNames';

interface ArticleToolbarProps {
  params: ArticleParams;
  onChange: (change: Partial<ArticleParams>) => void;
  /** Stands at the end of the line. */
  children: ReactNode;
}

/** Search and filters of the list of all articles. */
export function ArticleToolbar({ params, onChange, children }: ArticleToolbarProps) {
  const t = useAllArticlesMessages();
  const tags = useQuery(tagsQuery);
  const teams = useTeamNames();
  return (
    <div className={toolbar.toolbar}>
      <SearchField
        className={toolbar.search}
        label={t.search}
        value={params.search}
        onSearch={(search) => onChange({ search })}
      />
      <FilterSelect
        label={t.filter.status}
        all={t.filter.allStatuses}
        value={params.status}
        choices={STATUSES.map((status) => ({ value: status, label: t.status[status] }))}
        onChange={(status) => onChange({ status })}
      />
      <FilterSelect
        label={t.filter.tag}
        all={t.filter.allTags}
        value={params.tag}
        choices={withChosen(
          (tags.data ?? []).map(({ tag }) => ({ value: tag, label: tag })),
          params.tag,
        )}
        onChange={(tag) => onChange({ tag })}
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
          onChange={(team) => onChange({ team })}
        />
      )}
      <PersonFilter
        label={t.filter.author}
        all={t.filter.anyAuthor}
        nobody={t.filter.nobodyFound}
        value={params.author}
        onChange={(author) => onChange({ author })}
      />
      {children}
    </div>
  );
}

/** The choices with the one that stands in the address, also when it is not among them. */
function withChosen(choices: { value: string; label: string }[], chosen: string) {
  const known = chosen === '' || choices.some(({ value }) => value === chosen);
  return known ? choices : [...choices, { value: chosen, label: chosen }];
}
