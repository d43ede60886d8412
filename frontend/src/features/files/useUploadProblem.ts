import { useQuery } from '@tanstack/react-query';
import { ApiError, NetworkError } from '@/api/errors';
import { errorText } from '@/features/errors/errorText';
import { useMessages } from '@/lib/messages/context';
import { useFilesMessages } from '@/lib/messages/files';
import { usageQuery } from './queries';

/** Says why a file of that many bytes could not be kept. */
export function useUploadProblem(): (error: unknown, size: number) => string {
  const messages = useMessages();
  const t = useFilesMessages().tray;
  const usage = useQuery(usageQuery).data;
  return (error, size) => {
    const tooLarge = error instanceof ApiError && error.code === 'PAYLOAD_TOO_LARGE';
    // What is too large the server does not read to its end, which some browsers take for a lost connection.
    if (tooLarge || error instanceof NetworkError) {
      if (usage && size > usage.quota - usage.used) return t.noSpace;
      return tooLarge ? t.tooBig : t.interrupted;
    }
    if (!(error instanceof ApiError)) return messages.errors.unknown;
    return error.details[0]?.message ?? errorText(error, messages);
  };
}
