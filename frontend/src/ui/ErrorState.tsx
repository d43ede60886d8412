import { Button } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { useMessages } from '@/lib/messages/context';
import classes from './State.module.css';

interface ErrorStateProps {
  message: string;
  /** The request's id, by which an operator finds what happened. */
  reference?: string;
  onRetry?: () => void;
  fullPage?: boolean;
}

/** What stands in the place of something that could not be loaded, with a way to try again. */
export function ErrorState({ message, reference, onRetry, fullPage }: ErrorStateProps) {
  const t = useMessages();
  return (
    <div className={classes.state} role="alert" data-full-page={fullPage}>
      <div className={classes.icon}>
        <IconCloudOff size={28} stroke={1.5} aria-hidden="true" />
      </div>
      <p className={classes.title}>{t.errors.title}</p>
      <p className={classes.text}>{message}</p>
      {reference && <p className={classes.reference}>{t.errors.requestId(reference)}</p>}
      {onRetry && (
        <div className={classes.action}>
          <Button variant="default" onClick={onRetry}>
            {t.common.retry}
          </Button>
        </div>
      )}
    </div>
  );
}
