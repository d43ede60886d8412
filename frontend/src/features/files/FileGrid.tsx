import { VisuallyHidden } from '@mantine/core';
import { IconWorld } from '@tabler/icons-react';
import type { FileOut } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useFilesMessages } from '@/lib/messages/files';
import { kindOf } from './kinds';
import { isBeingPrepared } from './queries';
import { Thumbnail } from './Thumbnail';
import classes from './FileGrid.module.css';

interface FileGridProps {
  files: FileOut[];
  busy: boolean;
  /** Leads to the details. */
  onOpen: (file: FileOut) => void;
}

/** Files as tiles: one finds pictures by looking. */
export function FileGrid({ files, busy, onOpen }: FileGridProps) {
  const t = useFilesMessages();
  return (
    <ul className={classes.grid} aria-label={t.list} aria-busy={busy}>
      {files.map((file) => (
        <FileTile key={file.id} file={file} onOpen={() => onOpen(file)} />
      ))}
    </ul>
  );
}

function FileTile({ file, onOpen }: { file: FileOut; onOpen: () => void }) {
  const t = useFilesMessages();
  const format = useFormat();
  return (
    <li className={classes.tile}>
      <Thumbnail file={file} />
      <div className={classes.foot}>
        <button type="button" className={classes.name} title={file.name} onClick={onOpen}>
          {file.name}
        </button>
        <p className={classes.facts}>
          <span>{isBeingPrepared(file) ? t.processing : t.kind[kindOf(file.contentType)]}</span>
          <span>{format.bytes(file.size)}</span>
          {file.public && (
            <span className={classes.public}>
              <IconWorld size={14} stroke={1.75} aria-hidden="true" />
              <VisuallyHidden>{t.shared}</VisuallyHidden>
            </span>
          )}
        </p>
      </div>
    </li>
  );
}
