import { useState } from 'react';
import { download } from '@/api/client';
import type { Transfer } from '@/api/types';
import { showError } from '@/features/errors/toasts';
import { useMessages } from '@/lib/messages/context';
import { saveFile } from '@/lib/saveFile';

/** Fetches the file of an export, and saves it. */
export function useDownloadExport() {
  const t = useMessages();
  const [busy, setBusy] = useState(false);

  async function save({ id, createdAt }: Transfer) {
    setBusy(true);
    try {
      const file = await download('/products/exports/{id}/content', undefined, { id });
      saveFile(`products-${createdAt.slice(0, 10)}.csv`, file);
    } catch (error) {
      showError(error, t);
    } finally {
      setBusy(false);
    }
  }

  return { save, busy };
}
