import { Button } from '@mantine/core';
import { useProductsMessages } from '@/lib/messages/inventory';
import classes from './SaveBar.module.css';

interface SaveBarProps {
  /** What the button says that saves. */
  action: string;
  busy: boolean;
  onDiscard: () => void;
}

/** Stays in sight at the end of a long form while there is something to save. */
export function SaveBar({ action, busy, onDiscard }: SaveBarProps) {
  const t = useProductsMessages().form;
  return (
    <div className={classes.bar}>
      <p className={classes.text} role="status">
        {t.unsaved}
      </p>
      <div className={classes.actions}>
        <Button variant="default" disabled={busy} onClick={onDiscard}>
          {t.discard}
        </Button>
        <Button type="submit" loading={busy}>
          {action}
        </Button>
      </div>
    </div>
  );
}
