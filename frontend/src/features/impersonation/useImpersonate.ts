import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api } from '@/api/client';
import { useSession } from '@/features/session/context';
import { fullName, type Named } from '@/lib/person';

/** Acts in a user's name from now on, and goes to where they would begin. */
export function useImpersonate() {
  const session = useSession();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (user: Named & { id: string }) => {
      const { accessToken, expiresIn } = await api.post('/users/{id}/impersonation', { path: { id: user.id } });
      session.impersonate({ token: accessToken, expiresIn, userId: user.id, name: fullName(user) });
      void navigate('/dashboard');
    },
  });
}
