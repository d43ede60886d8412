/**
 * Passkeys as the API speaks of them: JSON with binary values in base64url, as WebAuthn Level 3 defines it. Browsers
 * have functions of their own for this, but not yet all that have passkeys.
 */

type Json = Record<string, unknown>;

interface Described extends Json {
  id: string;
}

interface Credential {
  id: string;
  rawId: string;
  type: 'public-key';
}

/** `RegistrationResponseJSON` */
export interface NewPasskey extends Credential {
  response: { clientDataJSON: string; attestationObject: string; transports: string[] };
}

/** `AuthenticationResponseJSON` */
export interface PasskeySignature extends Credential {
  response: { clientDataJSON: string; authenticatorData: string; signature: string; userHandle?: string };
}

/**
 * Has the device make a passkey.
 *
 * @param options what the server asks for: `PublicKeyCredentialCreationOptionsJSON`
 * @throws DOMException as of `navigator.credentials.create`
 */
export async function createPasskey(options: unknown): Promise<NewPasskey> {
  const { challenge, user, excludeCredentials, ...rest } = options as Json;
  const publicKey = {
    ...rest,
    challenge: toBytes(challenge),
    user: { ...(user as Described), id: toBytes((user as Described).id) },
    excludeCredentials: described(excludeCredentials),
  } as unknown as PublicKeyCredentialCreationOptions;
  const credential = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  const response = credential.response as AuthenticatorAttestationResponse;
  return {
    ...common(credential),
    response: {
      clientDataJSON: toText(response.clientDataJSON),
      attestationObject: toText(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
  };
}

/**
 * Has the device sign a challenge with a passkey.
 *
 * @param options what the server asks for: `PublicKeyCredentialRequestOptionsJSON`
 * @throws DOMException as of `navigator.credentials.get`
 */
export async function signWithPasskey(options: unknown): Promise<PasskeySignature> {
  const { challenge, allowCredentials, ...rest } = options as Json;
  const publicKey = {
    ...rest,
    challenge: toBytes(challenge),
    allowCredentials: described(allowCredentials),
  } as unknown as PublicKeyCredentialRequestOptions;
  const credential = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
  const response = credential.response as AuthenticatorAssertionResponse;
  return {
    ...common(credential),
    response: {
      clientDataJSON: toText(response.clientDataJSON),
      authenticatorData: toText(response.authenticatorData),
      signature: toText(response.signature),
      ...(response.userHandle ? { userHandle: toText(response.userHandle) } : {}),
    },
  };
}

function common({ id, rawId }: PublicKeyCredential): Credential {
  return { id, rawId: toText(rawId), type: 'public-key' };
}

function described(credentials: unknown): unknown[] {
  return ((credentials ?? []) as Described[]).map((credential) =>
    Object.assign(credential, { id: toBytes(credential.id) }),
  );
}

/** Bytes of base64url. */
export function toBytes(text: unknown): Uint8Array<ArrayBuffer> {
  const characters = atob(String(text).replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(characters, (character) => character.codePointAt(0)!);
}

/** Base64url of bytes, without padding. */
export function toText(bytes: ArrayBuffer): string {
  const characters = Array.from(new Uint8Array(bytes), (byte) => String.fromCodePoint(byte)).join('');
  return btoa(characters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
