import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconPaperclip } from '@tabler/icons-react';
import { download } from '@/api/client';
import type { MailDetail } from '@/api/types';
import { showError } from '@/features/errors/toasts';
import { useFormat } from '@/lib/format';
import { useMemberMessages } from '@/lib/messages/member';
import { useMessages } from '@/lib/messages/context';
import { saveFile } from '@/lib/saveFile';
import classes from './MailAttachments.module.css';

type Attachment = MailDetail['attachments'][number];

/** The files of a mail; each can be fetched. */
export function MailAttachments({ mail }: { mail: MailDetail }) {
  const t = useMemberMessages();
  if (mail.attachments.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={t.mails.attachments}>
      {mail.attachments.map((file) => (
        <li key={file.id}>
          <OpenButton mailId={mail.id} file={file} />
        </li>
      ))}
    </ul>
  );
}

function OpenButton({ mailId, file }: { mailId: string; file: Attachment }) {
  const common = useMessages();
  const format = useFormat();
  const fetchFile = useMutation({
    mutationFn: () =>
      download('/admin/mails/{id}/attachments/{attachmentId}', undefined, { id: mailId, attachmentId: file.id }),
    onSuccess: (content) => saveFile(file.name, content),
    onError: (error) => showError(error, common),
  });
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconPaperclip size={16} stroke={1.75} aria-hidden="true" />}
      loading={fetchFile.isPending}
      onClick={() => fetchFile.mutate()}
    >
      {file.name}
      {file.size !== null && <span className={classes.size}>{format.bytes(file.size)}</span>}
    </Button>
  );
}
