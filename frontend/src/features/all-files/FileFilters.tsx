import { FILE_TYPES } from '@/features/files/queries';
import { PersonFilter } from '@/features/users/PersonFilter';
import { useAllFilesMessages } from '@/lib/messages/library';
import { FilterSelect } from '@/ui/FilterSelect';
import type { useAllFilesList } from './useAllFilesList';

/** What narrows the list of all files. */
export function FileFilters({ list: { params, change } }: Pick<ReturnType<typeof useAllFilesList>, 'list'>) {
  const t = useAllFilesMessages();
  return (
    <>
      <FilterSelect
        label={t.filter.type}
        all={t.filter.allTypes}
        value={params.type}
        choices={FILE_TYPES.map((type) => ({ value: type, label: t.filter[type] }))}
        onChange={(type) => change({ type })}
      />
      <PersonFilter
        label={t.filter.owner}
        all={t.filter.anyOwner}
        nobody={t.filter.nobodyFound}
        value={params.owner}
        onChange={(owner) => change({ owner })}
      />
    </>
  );
}
