import { Button } from '@mantine/core';
import { useState } from 'react';
import { useWritingMessages } from '@/lib/messages/writing';
import { Notice } from '@/ui/Notice';
import type { asideStore } from './draftStore';
import type { Fields } from './fields';
import classes from './Notices.module.css';

interface AsideNoticeProps {
  store: ReturnType<typeof asideStore>;
  onRestore: (fields: Fields) => void;
}

/** The version that was not chosen, as long as one has not said that it may go. */
export function AsideNotice({ store, onRestore }: AsideNoticeProps) {
  const t = useWritingMessages().aside;
  const [kept, setKept] = useState(() => store.read());
  if (!kept) return null;

  function end() {
    store.remove();
    setKept(null);
  }

  return (
    <div className={classes.notice}>
      <Notice tone="info">
        <p>{t.text}</p>
        <div className={classes.actions}>
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              onRestore(kept);
              end();
            }}
          >
            {t.restore}
          </Button>
          <Button variant="subtle" size="xs" onClick={end}>
            {t.discard}
          </Button>
        </div>
      </Notice>
    </div>
  );
}
