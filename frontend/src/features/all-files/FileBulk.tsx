import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import type { FileOut } from '@/api/types';
import { BulkBar } from '@/features/bulk/BulkBar';
import { useBulk } from '@/features/bulk/useBulk';
import type { usePicked } from '@/features/bulk/usePicked';
import { FILES_KEY } from '@/features/files/queries';
import { useAllFilesMessages } from '@/lib/messages/library';
import { Confirm } from '@/ui/Confirm';
import { Later } from '@/ui/Later';
import { deleteFile } from './queries';

const BulkDialog = lazy(() => import('@/features/bulk/BulkDialog'));

/** What can be done with the files that are chosen. */
export function FileBulk({ picked }: { picked: ReturnType<typeof usePicked<FileOut>> }) {
  const t = useAllFilesMessages();
  const queries = useQueryClient();
  const bulk = useBulk<FileOut>();
  const [asking, setAsking] = useState(false);
  const count = picked.rows.length;

  async function remove() {
    setAsking(false);
    picked.pick(await bulk.start(t.removing(count), picked.rows, deleteFile), false);
    await queries.invalidateQueries({ queryKey: FILES_KEY });
  }

  return (
    <>
      {count > 0 && (
        <BulkBar count={count} onClear={picked.clear}>
          <Button variant="default" color="danger" size="xs" onClick={() => setAsking(true)}>
            {t.remove}
          </Button>
        </BulkBar>
      )}
      <Confirm
        opened={asking}
        title={t.removeTitle(count)}
        text={t.removeText}
        action={t.remove}
        busy={false}
        onConfirm={() => void remove()}
        onClose={() => setAsking(false)}
      />
      <Later when={bulk.run !== null}>
        {bulk.run && <BulkDialog run={bulk.run} onStop={bulk.stop} onClose={bulk.close} />}
      </Later>
    </>
  );
}
