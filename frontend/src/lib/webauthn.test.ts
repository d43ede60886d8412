import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPasskey, signWithPasskey, toBytes, toText } from './webauthn';

const bytes = (...values: number[]) => Uint8Array.from(values).buffer;

function device(credentials: Partial<CredentialsContainer>) {
  vi.stubGlobal('navigator', { credentials });
}

afterEach(() => vi.unstubAllGlobals());

describe('base64url', () => {
  it('goes there and back, with the letters that addresses may have and without padding', () => {
    expect(toText(bytes(251, 255, 190, 1))).toBe('-_--AQ');
    expect([...toBytes('-_--AQ')]).toEqual([251, 255, 190, 1]);
  });
});

describe('passkeys', () => {
  it('are made of what the server asks for, and told as JSON', async () => {
    const create = vi.fn(async (_options: CredentialCreationOptions) => ({
      id: 'AQI',
      rawId: bytes(1, 2),
      response: { clientDataJSON: bytes(3), attestationObject: bytes(4), getTransports: () => ['internal'] },
    }));
    device({ create: create as unknown as CredentialsContainer['create'] });
    const made = await createPasskey({
      challenge: 'AQ',
      rp: { id: 'localhost', name: 'Groundwork' },
      user: { id: 'Ag', name: 'ada@example.com', displayName: 'Ada' },
      excludeCredentials: [{ id: 'Aw', type: 'public-key' }],
    });
    const asked = create.mock.calls[0]![0].publicKey!;
    expect([...(asked.challenge as Uint8Array)]).toEqual([1]);
    expect([...(asked.user.id as Uint8Array)]).toEqual([2]);
    expect([...(asked.excludeCredentials![0]!.id as Uint8Array)]).toEqual([3]);
    expect(asked.rp).toEqual({ id: 'localhost', name: 'Groundwork' });
    expect(made).toEqual({
      id: 'AQI',
      rawId: 'AQI',
      type: 'public-key',
      response: { clientDataJSON: 'Aw', attestationObject: 'BA', transports: ['internal'] },
    });
  });

  it('sign a challenge, and say whose they are where they know it', async () => {
    const response = {
      clientDataJSON: bytes(1),
      authenticatorData: bytes(2),
      signature: bytes(3),
      userHandle: bytes(4),
    };
    const get = vi.fn(async (_options: CredentialRequestOptions) => ({ id: 'BQ', rawId: bytes(5), response }));
    device({ get: get as unknown as CredentialsContainer['get'] });
    const signed = await signWithPasskey({ challenge: 'AQ', allowCredentials: [] });
    expect(signed.response).toEqual({
      clientDataJSON: 'AQ',
      authenticatorData: 'Ag',
      signature: 'Aw',
      userHandle: 'BA',
    });
    expect(get.mock.calls[0]![0].publicKey!.allowCredentials).toEqual([]);
  });
});
