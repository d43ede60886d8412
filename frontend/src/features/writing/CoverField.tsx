import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPhotoPlus } from '@tabler/icons-react';
import { lazy, useState } from 'react';
import type { Article, FileOut } from '@/api/types';
import { fileQuery } from '@/features/files/queries';
import { Thumbnail } from '@/features/files/Thumbnail';
import { env } from '@/lib/env';
import { useWritingMessages } from '@/lib/messages/writing';
import { Later } from '@/ui/Later';
import classes from './CoverField.module.css';

const FilePicker = lazy(() => import('@/features/files/FilePicker'));

interface CoverFieldProps {
  value: string | null;
  /** The picture as the article shows it; it may be somebody else's. */
  shown: Article['cover'];
  error?: string;
  onChange: (coverId: string | null) => void;
}

/** The picture above an article. */
export function CoverField({ value, shown, error, onChange }: CoverFieldProps) {
  const t = useWritingMessages();
  const [picking, setPicking] = useState(false);

  function pick(file: FileOut) {
    onChange(file.id);
    setPicking(false);
  }

  return (
    <div role="group" aria-label={t.field.cover}>
      <p className={classes.label}>{t.field.cover}</p>
      {value ? (
        <>
          {shown?.fileId === value ? <ShownCover fileId={value} /> : <Cover fileId={value} />}
          <div className={classes.actions}>
            <Button variant="default" size="xs" onClick={() => setPicking(true)}>
              {t.cover.change}
            </Button>
            <Button variant="subtle" size="xs" onClick={() => onChange(null)}>
              {t.cover.remove}
            </Button>
          </div>
        </>
      ) : (
        <button type="button" className={classes.empty} onClick={() => setPicking(true)}>
          <IconPhotoPlus size={26} stroke={1.5} aria-hidden="true" />
          <span className={classes.choose}>{t.cover.choose}</span>
          <span className={classes.hint}>{t.cover.none}</span>
        </button>
      )}
      {error && <p className={classes.error}>{error}</p>}
      <Later when={picking}>
        <FilePicker opened={picking} kind="image" onPick={pick} onClose={() => setPicking(false)} />
      </Later>
    </div>
  );
}

function ShownCover({ fileId }: { fileId: string }) {
  const address = `${env.apiUrl}/files/${fileId}/content?variant=640`;
  return <img className={classes.cover} src={address} width={640} height={480} decoding="async" alt="" />;
}

/** One that was just chosen, and that nobody else can see yet. */
function Cover({ fileId }: { fileId: string }) {
  const file = useQuery(fileQuery(fileId));
  return (
    <div className={classes.cover}>
      {file.data ? <Thumbnail file={file.data} width={640} /> : <Skeleton height={200} />}
    </div>
  );
}
