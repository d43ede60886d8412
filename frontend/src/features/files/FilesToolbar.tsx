import { NativeSelect, SegmentedControl, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconLayoutGrid, IconList } from '@tabler/icons-react';
import toolbar from '@/features/lists/Toolbar.module.css';
import { useFilesMessages } from '@/lib/messages/files';
import { FilterSelect } from '@/ui/FilterSelect';
import { SearchField } from '@/ui/SearchField';
import { FILE_TYPES } from './queries';
import type { FilesParams } from './useFilesParams';
import classes from './FilesToolbar.module.css';

interface FilesToolbarProps {
  params: FilesParams;
  onChange: (change: Partial<FilesParams>) => void;
}

/** Search, filter, order and view of the files. */
export function FilesToolbar({ params, onChange }: FilesToolbarProps) {
  const t = useFilesMessages();
  const icon = { size: 17, stroke: 1.75, 'aria-hidden': true, display: 'block' };
  return (
    <div className={`${toolbar.toolbar} ${classes.toolbar}`}>
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
      <NativeSelect
        aria-label={t.filter.sort}
        value={params.sort}
        data={(['createdAt', 'name', 'size'] as const).map((sort) => ({ value: sort, label: t.filter[sort] }))}
        rightSection={<IconChevronDown size={15} stroke={1.75} aria-hidden="true" />}
        onChange={(event) => onChange({ sort: event.currentTarget.value })}
      />
      <SegmentedControl
        className={classes.view}
        aria-label={t.view.label}
        value={params.view}
        onChange={(view) => onChange({ view, page: params.page })}
        data={[
          { value: 'grid', label: <ViewLabel text={t.view.grid} icon={<IconLayoutGrid {...icon} />} /> },
          { value: 'list', label: <ViewLabel text={t.view.list} icon={<IconList {...icon} />} /> },
        ]}
      />
    </div>
  );
}

function ViewLabel({ text, icon }: { text: string; icon: React.ReactNode }) {
  return (
    <>
      {icon}
      <VisuallyHidden>{text}</VisuallyHidden>
    </>
  );
}
