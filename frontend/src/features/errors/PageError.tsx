import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { ApiError } from '@/api/errors';
import { PageTitle, useDocumentTitle } from '@/ui/Page';
import { LoadError } from './LoadError';
import classes from './PageError.module.css';

interface PageErrorProps {
  error: unknown;
  onRetry: () => void;
  /** What to say, and where to lead, when there is no such thing. */
  gone: { title: string; text: string; to: string; action: string };
}

/** What stands in the place of a page whose matter could not be loaded, or is not there. */
export function PageError({ error, onRetry, gone }: PageErrorProps) {
  const missing = error instanceof ApiError && error.status === 404;
  if (!missing) return <LoadError error={error} onRetry={onRetry} fullPage />;
  return <Gone {...gone} />;
}

function Gone({ title, text, to, action }: PageErrorProps['gone']) {
  useDocumentTitle(title);
  return (
    <div className={classes.gone}>
      <PageTitle className={classes.title}>{title}</PageTitle>
      <p className={classes.text}>{text}</p>
      <Button component={Link} to={to} size="md">
        {action}
      </Button>
    </div>
  );
}
