import { showError } from '@/features/errors/toasts';
import { useMessages } from '@/lib/messages/context';
import { useSession } from './context';

/** Signs out here; when that fails, says so and stays signed in. */
export function useSignOut(): () => Promise<void> {
  const t = useMessages();
  const session = useSession();
  return async () => {
    try {
      await session.signOut();
    } catch (error) {
      showError(error, t);
    }
  };
}
