import { ApiError, NetworkError } from '@/api/errors';
import { errorText } from '@/features/errors/errorText';
import { useMessages } from '@/lib/messages/context';
import { useFilesMessages } from '@/lib/messages/files';

/** Says why a file could not be kept. */
export function useUploadProblem(): (error: unknown) => string {
  const messages = useMessages();
  const t = useFilesMessages().tray;
  return (error) => {
    if (error instanceof NetworkError) return t.interrupted;
    if (!(error instanceof ApiError)) return messages.errors.unknown;
    if (error.code === 'PAYLOAD_TOO_LARGE') return t.tooBig;
    return error.details[0]?.message ?? errorText(error, messages);
  };
}
