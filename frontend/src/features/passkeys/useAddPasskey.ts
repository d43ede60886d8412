import { useMutation } from '@tanstack/react-query';
import { api } from '@/api/client';
import { createPasskey } from '@/lib/webauthn';
import { useRefreshPasskeys } from './queries';

/** Has this device make a passkey, and the server keep its public half. */
export function useAddPasskey() {
  const refresh = useRefreshPasskeys();
  return useMutation({
    mutationFn: async (name: string) => {
      const { publicKey } = await api.post('/auth/passkeys/options');
      const credential = await createPasskey(publicKey);
      return api.post('/auth/passkeys', { body: { name, credential } });
    },
    onSuccess: refresh,
  });
}
