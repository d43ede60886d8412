import { Button } from '@mantine/core';
import { announce } from '@/features/errors/toasts';
import { useMessages } from '@/lib/messages/context';
import { useTransfersMessages } from '@/lib/messages/inventory';
import { Card } from '@/ui/Card';
import { useStartExport } from './queries';

/** Takes all products out as a file. */
export function ExportCard() {
  const t = useTransfersMessages();
  const messages = useMessages();
  const start = useStartExport();
  return (
    <Card title={t.exportTitle} sub={t.exportSub}>
      <Button
        variant="default"
        loading={start.isPending}
        onClick={() => void announce(start.mutateAsync({}), t.exportStarted, messages)}
      >
        {t.exportAll}
      </Button>
    </Card>
  );
}
