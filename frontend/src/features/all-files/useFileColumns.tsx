import type { FileOut } from '@/api/types';
import { kindOf } from '@/features/files/kinds';
import { isBeingPrepared } from '@/features/files/queries';
import { Thumbnail } from '@/features/files/Thumbnail';
import { useFormat } from '@/lib/format';
import { useFilesMessages } from '@/lib/messages/files';
import { useAllFilesMessages } from '@/lib/messages/library';
import { Pill } from '@/ui/Pill';
import type { Column } from '@/ui/Table';
import classes from './FileTable.module.css';
import { Owner } from './Owner';

/** The columns of the list of all files. */
export function useFileColumns(onOpen: (file: FileOut) => void): Column<FileOut>[] {
  const t = useAllFilesMessages();
  const { kind } = useFilesMessages();
  const format = useFormat();
  return [
    {
      key: 'file',
      label: t.column.file,
      sort: 'name',
      cell: (file) => (
        <div className={classes.file}>
          <span className={classes.picture}>
            <Thumbnail file={file} width={160} />
          </span>
          <div className={classes.what}>
            <button type="button" className={`rowLink ${classes.name}`} onClick={() => onOpen(file)}>
              {file.name}
            </button>
            {isBeingPrepared(file) && <p className={classes.quiet}>{t.processing}</p>}
          </div>
        </div>
      ),
    },
    { key: 'owner', label: t.column.owner, from: 'medium', cell: ({ ownerId }) => <Owner id={ownerId} /> },
    {
      key: 'type',
      label: t.column.type,
      from: 'wide',
      cell: ({ contentType }) => <span title={contentType}>{kind[kindOf(contentType)]}</span>,
    },
    {
      key: 'access',
      label: t.column.access,
      from: 'medium',
      cell: (file) => <Pill tone={file.public ? 'good' : 'neutral'}>{file.public ? t.public : t.private}</Pill>,
    },
    {
      key: 'size',
      label: t.column.size,
      sort: 'size',
      align: 'end',
      cell: ({ size }) => <span className={classes.size}>{format.bytes(size)}</span>,
    },
    {
      key: 'created',
      label: t.column.created,
      sort: 'createdAt',
      from: 'wide',
      align: 'end',
      cell: ({ createdAt }) => (
        <time dateTime={createdAt} title={format.dateTime(createdAt)}>
          {format.day(createdAt)}
        </time>
      ),
    },
  ];
}
