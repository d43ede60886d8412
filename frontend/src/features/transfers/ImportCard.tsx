import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ApiError } from '@/api/errors';
import { errorText } from '@/features/errors/errorText';
import { showDone } from '@/features/errors/toasts';
import { useMessages } from '@/lib/messages/context';
import { useTransfersMessages } from '@/lib/messages/inventory';
import { saveText } from '@/lib/saveFile';
import { Card } from '@/ui/Card';
import { Notice } from '@/ui/Notice';
import { Stack } from '@/ui/Stack';
import { DropZone } from './DropZone';
import { useStartImport } from './queries';
import { sampleCsv } from './sample';
import classes from './Transfers.module.css';

/** Takes a file of products, and goes to where its progress is shown. */
export function ImportCard() {
  const t = useTransfersMessages();
  const messages = useMessages();
  const navigate = useNavigate();
  const start = useStartImport();
  const [sending, setSending] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function send(file: File) {
    setProblem(null);
    if (!/\.(csv|tsv|txt)$/i.test(file.name) && !file.type.startsWith('text/')) {
      setProblem(t.notCsv);
      return;
    }
    setSending(file.name);
    try {
      const { id } = await start.mutateAsync(file);
      showDone(t.started);
      void navigate(`/studio/products/imports/${id}`);
    } catch (error) {
      const tooBig = error instanceof ApiError && error.code === 'PAYLOAD_TOO_LARGE';
      setProblem(tooBig ? t.tooBig : errorText(error, messages));
    } finally {
      setSending(null);
    }
  }

  return (
    <Card title={t.importTitle} sub={t.importSub}>
      <Stack>
        {problem && <Notice tone="bad">{problem}</Notice>}
        <DropZone sending={sending} onFile={(file) => void send(file)} />
        <div>
          <p className={classes.hint}>{t.columns}</p>
          <Button
            variant="subtle"
            size="xs"
            ml={-10}
            leftSection={<IconDownload size={15} stroke={1.75} aria-hidden="true" />}
            onClick={() => saveText(t.sampleName, sampleCsv())}
          >
            {t.sample}
          </Button>
        </div>
      </Stack>
    </Card>
  );
}
