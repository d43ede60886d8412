import { useMutation } from '@tanstack/react-query';
import { api } from '@/api/client';
import { signWithPasskey } from '@/lib/webauthn';

/** Signs in with a passkey alone, which is proof enough. */
export function usePasskeySignIn() {
  return useMutation({
    mutationFn: async () => {
      const { publicKey } = await api.post('/auth/passkeys/sign-in/options');
      const credential = await signWithPasskey(publicKey);
      return api.post('/auth/passkeys/sign-in', { body: { credential } });
    },
  });
}
