import { ApiError } from '@/api/errors';
import { useMessages } from '@/lib/messages/context';
import { ErrorState } from '@/ui/ErrorState';
import { errorText } from './errorText';

interface LoadErrorProps {
  error: unknown;
  onRetry: () => void;
  fullPage?: boolean;
}

/** What stands in the place of a query that failed. */
export function LoadError({ error, onRetry, fullPage }: LoadErrorProps) {
  const t = useMessages();
  const reference = error instanceof ApiError && error.status >= 500 ? error.requestId : undefined;
  return <ErrorState message={errorText(error, t)} reference={reference} onRetry={onRetry} fullPage={fullPage} />;
}
