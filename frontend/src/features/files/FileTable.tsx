import type { FileOut } from '@/api/types';
import card from '@/features/lists/ListCard.module.css';
import { useFormat } from '@/lib/format';
import { useFilesMessages } from '@/lib/messages/files';
import { Pill } from '@/ui/Pill';
import { Table, type Column } from '@/ui/Table';
import { kindOf } from './kinds';
import { isBeingPrepared } from './queries';
import { Thumbnail } from './Thumbnail';
import classes from './FileTable.module.css';

interface FileTableProps {
  files: FileOut[];
  busy: boolean;
  onOpen: (file: FileOut) => void;
}

/** Files with their facts, to compare them. */
export function FileTable({ files, busy, onOpen }: FileTableProps) {
  const t = useFilesMessages();
  const columns = useFileColumns(onOpen);
  return (
    <div className={card.card}>
      <Table label={t.list} columns={columns} rows={files} keyOf={({ id }) => id} busy={busy} />
    </div>
  );
}

function useFileColumns(onOpen: (file: FileOut) => void): Column<FileOut>[] {
  const t = useFilesMessages();
  const format = useFormat();
  return [
    {
      key: 'name',
      label: t.column.name,
      cell: (file) => (
        <span className={classes.file}>
          <span className={classes.picture}>
            <Thumbnail file={file} width={160} />
          </span>
          <button type="button" className={`rowLink ${classes.name}`} onClick={() => onOpen(file)}>
            {file.name}
          </button>
        </span>
      ),
    },
    {
      key: 'type',
      label: t.column.type,
      cell: (file) => (isBeingPrepared(file) ? t.processing : t.kind[kindOf(file.contentType)]),
      from: 'medium',
    },
    { key: 'size', label: t.column.size, cell: (file) => format.bytes(file.size), align: 'end' },
    {
      key: 'access',
      label: t.column.access,
      cell: (file) => <Pill tone={file.public ? 'good' : 'neutral'}>{file.public ? t.shared : t.private}</Pill>,
      from: 'medium',
    },
    { key: 'created', label: t.column.created, cell: (file) => format.day(file.createdAt), from: 'wide' },
  ];
}
