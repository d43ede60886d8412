import { FILE_TYPES } from '@/features/files/queries';
import { ListChoice, named } from '@/features/lists/ListChoice';
import { ListPerson } from '@/features/lists/ListPerson';
import { useAllFilesMessages } from '@/lib/messages/library';
import type { useAllFilesList } from './useAllFilesList';

/** What narrows the list of all files. */
export function FileFilters({ list }: Pick<ReturnType<typeof useAllFilesList>, 'list'>) {
  const t = useAllFilesMessages();
  return (
    <>
      <ListChoice
        list={list}
        by="type"
        label={t.filter.type}
        all={t.filter.allTypes}
        choices={named(FILE_TYPES, t.filter)}
      />
      <ListPerson list={list} by="owner" label={t.filter.owner} all={t.filter.anyOwner} nobody={t.filter.nobodyFound} />
    </>
  );
}
