import { useEffect, useRef, useState } from 'react';
import { useEffectEvent } from 'react';

interface FileDropOptions {
  /** Whether there is anything to do with files just now. */
  active?: boolean;
  onFiles: (files: File[]) => void;
  /** Folders were among what was dropped; they are left out. */
  onFolders?: () => void;
}

/**
 * Takes files that are dropped anywhere on the page, or pasted.
 *
 * @returns whether files are being dragged over the page
 */
export function useFileDrop({ active = true, onFiles, onFolders }: FileDropOptions): boolean {
  const [over, setOver] = useState(false);
  // Every element that the pointer passes is entered before the one around it is left.
  const depth = useRef(0);
  const take = useEffectEvent((transfer: DataTransfer) => {
    const { files, folders } = filesOf(transfer);
    if (folders) onFolders?.();
    if (files.length > 0) onFiles(files);
    return files.length > 0;
  });

  useEffect(() => {
    if (!active) return;
    const listeners = new AbortController();
    const on = <Name extends 'dragenter' | 'dragover' | 'dragleave' | 'drop'>(
      name: Name,
      listen: (event: DragEvent) => void,
    ) => window.addEventListener(name, (event) => carriesFiles(event) && listen(event), { signal: listeners.signal });
    const end = () => {
      depth.current = 0;
      setOver(false);
    };

    on('dragenter', (event) => {
      event.preventDefault();
      depth.current += 1;
      setOver(true);
    });
    on('dragover', (event) => event.preventDefault());
    on('dragleave', () => {
      depth.current -= 1;
      if (depth.current <= 0) end();
    });
    on('drop', (event) => {
      event.preventDefault();
      end();
      take(event.dataTransfer!);
    });
    const paste = (event: ClipboardEvent) => {
      if (event.clipboardData && take(event.clipboardData)) event.preventDefault();
    };
    window.addEventListener('paste', paste, { signal: listeners.signal });
    return () => {
      listeners.abort();
      end();
    };
  }, [active]);

  return over;
}

function carriesFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}

function filesOf(transfer: DataTransfer): { files: File[]; folders: boolean } {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const isFolder = (item: DataTransferItem) => item.webkitGetAsEntry?.()?.isDirectory ?? false;
  const files = items.filter((item) => !isFolder(item)).map((item) => item.getAsFile());
  return { files: files.filter((file) => file !== null), folders: items.some(isFolder) };
}
