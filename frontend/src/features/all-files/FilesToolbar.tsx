import type { ReactNode } from 'react';
import { FILE_TYPES } from '@/features/files/queries';
import toolbar from '@/features/lists/Toolbar.module.css';
import { PersonFilter } from '@/features/users/PersonFilter';
import { useAllFilesMessages } from '@/lib/messages/library';
import { FilterSelect } from '@/ui/FilterSelect';
import { SearchField } from '@/ui/SearchField';
import type { AllFilesParams } from './useAllFilesFilter';

interface FilesToolbarProps {
  params: AllFilesParams;
  onChange: (change: Partial<AllFilesParams>) => void;
  /** Stands at the end of the line. */
  children: ReactNode;
}

/** Search and filters of the list of all files. */
export function FilesToolbar({ params, onChange, children }: FilesToolbarProps) {
  const t = useAllFilesMessages();
  return (
    <div className={toolbar.toolbar}>
      <SearchField
        className={toolbar.search}
        label={t.search}
        value={params.search}
        onSearch={(search) => onChange({ search })}
      />
      <FilterSelect
        label={t.filter.type}
        all={t.filter.allTypes}
        value={params.type}
        choices={FILE_TYPES.map((type) => ({ value: type, label: t.filter[type] }))}
        onChange={(type) => onChange({ type })}
      />
      <PersonFilter
        label={t.filter.owner}
        all={t.filter.anyOwner}
        nobody={t.filter.nobodyFound}
        value={params.owner}
        onChange={(owner) => onChange({ owner })}
      />
      {children}
    </div>
  );
}
