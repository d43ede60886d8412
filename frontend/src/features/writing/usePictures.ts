import { useState, type RefObject } from 'react';
import { api } from '@/api/client';
import type { FileOut } from '@/api/types';
import { showError } from '@/features/errors/toasts';
import { PICTURE_TYPES } from '@/features/files/kinds';
import { uploads } from '@/features/files/uploads';
import { useMessages } from '@/lib/messages/context';
import { picture } from './formatting';
import { applyEdit, selectionOf } from './MarkdownField';

/** How wide a picture within a text is at most. */
const WIDTH = 1280;

/** Pictures for a text: chosen, pasted or dropped. What stands in an article everyone must be able to see. */
export function usePictures(field: RefObject<HTMLTextAreaElement | null>) {
  const messages = useMessages();
  const [choosing, setChoosing] = useState(false);

  function insert(file: FileOut) {
    if (!field.current || !PICTURE_TYPES.includes(file.contentType)) return;
    const name = file.name.replace(/\.\w+$/, '').replace(/[[\]\\]/g, ' ');
    applyEdit(field.current, picture(selectionOf(field.current), `${file.url}?variant=${WIDTH}`, name));
  }

  async function put(file: FileOut) {
    setChoosing(false);
    try {
      const shown = file.public
        ? file
        : await api.patch('/files/{id}', { path: { id: file.id }, body: { public: true } });
      insert(shown);
    } catch (error) {
      showError(error, messages);
    }
  }

  return {
    choosing,
    choose: () => setChoosing(true),
    close: () => setChoosing(false),
    put: (file: FileOut) => void put(file),
    upload: (files: File[]) => uploads.add(files, { public: true, onDone: insert }),
  };
}
