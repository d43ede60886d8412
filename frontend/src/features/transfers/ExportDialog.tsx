import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { errorText } from '@/features/errors/errorText';
import { useMessages } from '@/lib/messages/context';
import { useTransfersMessages } from '@/lib/messages/inventory';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { Stack } from '@/ui/Stack';
import { Progress } from './Progress';
import { isUnderWay, transferQuery, useStartExport, type ExportFilter } from './queries';
import { useDownloadExport } from './useDownloadExport';

interface ExportDialogProps {
  opened: boolean;
  filter: ExportFilter;
  /** How many products that are; null when it is all of them. */
  count: number | null;
  onClose: () => void;
}

/** Has a file made, shows how far it is, and hands it over. It goes on when the dialog is closed. */
export default function ExportDialog({ opened, ...props }: ExportDialogProps) {
  const t = useTransfersMessages();
  return (
    <Dialog opened={opened} title={t.dialog.title} onClose={props.onClose}>
      <ExportSteps {...props} />
    </Dialog>
  );
}

function ExportSteps({ filter, count, onClose }: Omit<ExportDialogProps, 'opened'>) {
  const t = useTransfersMessages();
  const messages = useMessages();
  const start = useStartExport();
  const [id, setId] = useState<string | null>(null);
  const followed = useQuery({ ...transferQuery('exports', id ?? ''), enabled: id !== null });
  const { save, busy } = useDownloadExport();
  const transfer = id === null ? undefined : followed.data;
  const problem = start.error ?? followed.error;

  async function begin() {
    try {
      setId((await start.mutateAsync(filter)).id);
    } catch {
      // The mutation keeps the error, and it is shown below.
    }
  }

  return (
    <Stack>
      {problem && <Notice tone="bad">{errorText(problem, messages)}</Notice>}
      {id === null && <p>{count === null ? t.dialog.all : t.dialog.filtered(count)}</p>}
      {transfer && isUnderWay(transfer) && (
        <>
          <Progress transfer={transfer} />
          <p>{t.dialog.working}</p>
        </>
      )}
      {transfer?.status === 'completed' && <Notice tone="good">{t.dialog.ready}</Notice>}
      {transfer?.status === 'failed' && <Notice tone="bad">{t.failedText}</Notice>}
      <DialogActions>
        <Button component={Link} to="/studio/products/transfers" variant="default" onClick={onClose}>
          {t.dialog.toList}
        </Button>
        {id === null ? (
          <Button loading={start.isPending} onClick={() => void begin()} data-autofocus>
            {t.dialog.start}
          </Button>
        ) : (
          <Button
            leftSection={<IconDownload size={16} stroke={1.75} aria-hidden="true" />}
            disabled={transfer?.status !== 'completed'}
            loading={busy}
            onClick={() => transfer && void save(transfer)}
          >
            {t.download}
          </Button>
        )}
      </DialogActions>
    </Stack>
  );
}
