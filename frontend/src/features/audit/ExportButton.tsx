import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconDownload } from '@tabler/icons-react';
import { download } from '@/api/client';
import { showDone, showError } from '@/features/errors/toasts';
import { saveFile } from '@/lib/saveFile';
import { useAuditMessages } from '@/lib/messages/studio';
import { useMessages } from '@/lib/messages/context';
import { queryOf, type AuditFilter } from './queries';

/** Gives the entries that the filters let through as a file. */
export function ExportButton({ filter }: { filter: AuditFilter }) {
  const t = useMessages();
  const audit = useAuditMessages();
  const fetchFile = useMutation({
    mutationFn: () => download('/audit-logs/export', queryOf(filter)),
    onSuccess: (file) => {
      saveFile('audit-logs.csv', file);
      showDone(audit.exported);
    },
    onError: (error) => showError(error, t),
  });
  return (
    <Button
      variant="default"
      title={audit.exportHint}
      leftSection={<IconDownload size={16} stroke={1.75} aria-hidden="true" />}
      loading={fetchFile.isPending}
      onClick={() => fetchFile.mutate()}
    >
      {audit.export}
    </Button>
  );
}
