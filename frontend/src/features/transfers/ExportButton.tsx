import { Button } from '@mantine/core';
import { IconTableExport } from '@tabler/icons-react';
import { lazy, useState } from 'react';
import { useTransfersMessages } from '@/lib/messages/inventory';
import { Later } from '@/ui/Later';
import type { ExportFilter } from './queries';

const ExportDialog = lazy(() => import('./ExportDialog'));

interface ExportButtonProps {
  filter: ExportFilter;
  /** How many products that are; null when it is all of them. */
  count: number | null;
}

/** Takes out as a file what the list of products shows. */
export function ExportButton({ filter, count }: ExportButtonProps) {
  const t = useTransfersMessages();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconTableExport size={16} stroke={1.75} aria-hidden="true" />}
        onClick={() => setOpened(true)}
      >
        {t.dialog.open}
      </Button>
      <Later when={opened}>
        <ExportDialog opened={opened} filter={filter} count={count} onClose={() => setOpened(false)} />
      </Later>
    </>
  );
}
