import { Button } from '@mantine/core';
import { IconDownload, IconLink, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { ApiError } from '@/api/errors';
import type { FileOut } from '@/api/types';
import { showDone, showError } from '@/features/errors/toasts';
import { useMessages } from '@/lib/messages/context';
import { useFilesMessages } from '@/lib/messages/files';
import { Confirm } from '@/ui/Confirm';
import { CopyField } from '@/ui/CopyField';
import { Notice } from '@/ui/Notice';
import { useDeleteFile, useFileLink } from './mutations';
import classes from './FileDetails.module.css';

interface FileActionsProps {
  file: FileOut;
  onDeleted: () => void;
}

/** Takes a file elsewhere, passes it on, or deletes it. */
export function FileActions({ file, onDeleted }: FileActionsProps) {
  const messages = useMessages();
  const t = useFilesMessages().details;
  const link = useFileLink(file.id);
  const [address, setAddress] = useState<string | null>(null);
  const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

  async function copy() {
    try {
      const { url, minutes } = await addressOf();
      const text = new URL(url, window.location.origin).href;
      // Where the browser does not let us copy, the person does.
      const copied = await navigator.clipboard.writeText(text).then(
        () => true,
        () => false,
      );
      if (copied) showDone(minutes === null ? t.linkCopied : t.linkCopiedFor(minutes));
      else setAddress(text);
    } catch (error) {
      showError(error, messages);
    }
  }

  async function addressOf() {
    if (file.public) return { url: file.url, minutes: null };
    const { url, expiresAt } = await link.mutateAsync();
    return { url, minutes: Math.round((new Date(expiresAt).getTime() - Date.now()) / 60_000) };
  }

  async function save() {
    try {
      const { url } = await addressOf();
      const target = new URL(url, window.location.origin);
      if (target.origin === window.location.origin) target.searchParams.set('download', 'true');
      const anchor = document.createElement('a');
      anchor.href = target.href;
      anchor.download = file.name;
      anchor.click();
    } catch (error) {
      showError(error, messages);
    }
  }

  return (
    <>
      <div className={classes.actions}>
        <Button variant="default" leftSection={<IconDownload {...icon} />} onClick={() => void save()}>
          {t.download}
        </Button>
        <Button variant="default" leftSection={<IconLink {...icon} />} onClick={() => void copy()}>
          {t.link}
        </Button>
      </div>
      {address && <CopyField label={t.linkTitle} value={address} />}
      <DeleteFile file={file} onDeleted={onDeleted} />
    </>
  );
}

function DeleteFile({ file, onDeleted }: FileActionsProps) {
  const messages = useMessages();
  const t = useFilesMessages().details;
  const remove = useDeleteFile(file.id);
  const [asking, setAsking] = useState(false);
  const [inUse, setInUse] = useState(false);

  async function confirm() {
    try {
      await remove.mutateAsync();
      showDone(t.removed(file.name));
      onDeleted();
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) setInUse(true);
      else showError(error, messages);
    } finally {
      setAsking(false);
    }
  }

  return (
    <>
      {inUse && <Notice tone="bad">{t.inUse}</Notice>}
      <Button
        variant="default"
        color="danger"
        leftSection={<IconTrash size={16} stroke={1.75} aria-hidden="true" />}
        onClick={() => setAsking(true)}
      >
        {t.remove}
      </Button>
      <Confirm
        opened={asking}
        title={t.removeTitle(file.name)}
        text={t.removeText}
        action={t.remove}
        busy={remove.isPending}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
