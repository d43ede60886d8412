import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { storage } from '@/lib/storage';

export type EditorView = 'write' | 'both' | 'preview';

const KEY = 'groundwork.editor-view';

/** How one likes to see what one writes. The choice is remembered; where there is no room, one sees the text alone. */
export function useEditorView(): [EditorView, (view: EditorView) => void] {
  const wide = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false });
  const [view, setView] = useState<EditorView>(() => (storage.read(KEY) === 'both' ? 'both' : 'write'));

  function choose(next: EditorView) {
    setView(next);
    storage.write(KEY, next);
  }

  return [view === 'both' && !wide ? 'write' : view, choose];
}
