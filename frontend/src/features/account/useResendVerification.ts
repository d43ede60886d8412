import { useMutation } from '@tanstack/react-query';
import { api } from '@/api/client';
import { showDone, showError } from '@/features/errors/toasts';
import { useCurrentUser } from '@/features/session/context';
import { useMemberMessages } from '@/lib/messages/member';

/** Has the verification mail sent again. */
export function useResendVerification() {
  const t = useMemberMessages();
  const user = useCurrentUser();
  return useMutation({
    mutationFn: () => api.post('/auth/resend-verification'),
    onSuccess: () => showDone(t.account.resent(user.email)),
    onError: (error) => showError(error, t),
  });
}
