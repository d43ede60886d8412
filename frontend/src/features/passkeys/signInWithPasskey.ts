import { api } from '@/api/client';
import { signWithPasskey } from '@/lib/webauthn';

/**
 * Signs in with a passkey alone, which is proof enough.
 *
 * @returns the access token
 * @throws ApiError, NetworkError, and DOMException when the device gives no signature
 */
export async function signInWithPasskey(): Promise<string> {
  const { publicKey } = await api.post('/auth/passkeys/sign-in/options');
  const credential = await signWithPasskey(publicKey);
  const { accessToken } = await api.post('/auth/passkeys/sign-in', { body: { credential } });
  return accessToken;
}
